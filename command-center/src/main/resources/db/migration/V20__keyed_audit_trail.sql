-- The chain is keyed from here on. The entries before keep their plain hash; the first anchor outside the database says
-- where the key begins.
alter table audit_entry
    add column division     text,
    add column address      text,
    add column via          text,
    add column state_before text,
    add column state_after  text;
create index audit_division on audit_entry (division, seq);
create index audit_who on audit_entry (who, seq);
create index audit_at on audit_entry (at);

-- Its end, sealed by the key outside; no seal: not begun with a key.
create table audit_head (
    one  boolean primary key default true check (one),
    seq  bigint not null,
    hash bytea not null,
    seal bytea
);
insert into audit_head (seq, hash)
select coalesce(max(seq), 0),
       coalesce((select hash from audit_entry order by seq desc limit 1), decode(repeat('00', 32), 'hex'))
  from audit_entry;
create function audit_head_stays() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail has an end';
end $$;
create trigger audit_head_row before delete on audit_head
    for each row execute function audit_head_stays();
create trigger audit_head_table before truncate on audit_head
    for each statement execute function audit_head_stays();

-- Whoever's row is deleted here is forgotten: what the trail tells of that person cannot be read any more.
create table audit_person_key (
    person text primary key,
    sealed bytea not null
);
