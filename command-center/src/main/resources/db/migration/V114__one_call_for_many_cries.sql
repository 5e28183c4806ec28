-- For which cries for help an officer is rung: for the one that began the call, and for those whose turn came while it rang.
create table cry_call (
    cry_id    bigint not null references cry,
    ladder_id bigint not null references ladder,
    primary key (cry_id, ladder_id)
);
create index cry_call_of_ladder on cry_call (ladder_id);
create index ladder_of_officer on ladder (username) where ended_at is null and username <> '';
-- Whoever is being rung is rung for that one.
insert into cry_call (cry_id, ladder_id)
select c.id, l.id from ladder l join cry c on l.about = 'cry/' || c.id where l.username <> '' and l.ended_at is null;
-- Why nothing followed from a text of nobody's number; sealed, for it tells of people.
alter table reply add note bytea;
