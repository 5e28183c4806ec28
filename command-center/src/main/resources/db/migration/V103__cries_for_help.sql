-- A cry for help, until somebody has written down who did what about it: whether a warning holds, is lifted, is closed, or
-- never was. What was typed and by whom lies sealed with the reply.
create table cry (
    id           bigint generated always as identity primary key,
    realm        text not null check (realm in ('LIVE', 'EXERCISE')),
    -- who needs help: the household as on a roll call, or phone:{index} of a number that is nobody's
    owner        text not null,
    household_id text,
    point_id     text,
    -- null: of a number that is nobody's
    division     text,
    -- the newest that they were told of, closed or not
    warning_id   text,
    -- null: an officer heard of it
    phone_index  text,
    reply_id     bigint references reply,
    -- how often it was cried, first and last
    times        integer not null default 1,
    at           timestamptz not null,
    heard_at     timestamptz not null,
    taken_by     text,
    taken_at     timestamptz,
    -- when the next officer is called; null once somebody has taken it
    due_at       timestamptz,
    stage        integer not null default 0,
    called       text[] not null default '{}',
    settled_by   text,
    settled_at   timestamptz,
    -- by which the roll call settled it
    change_id    bigint references roll_change,
    -- who did what, sealed
    body         bytea
);
create unique index cry_open on cry (realm, owner) where settled_at is null;
create index cry_due on cry (due_at) where settled_at is null and due_at is not null;
create index cry_of_warning on cry (warning_id);
create index cry_settled on cry (settled_at) where body is not null;
create table cry_log (
    id        bigint generated always as identity primary key,
    cry_id    bigint not null references cry,
    at        timestamptz not null,
    act       text not null check (act in ('CRY', 'CALL', 'TAKE', 'SETTLE', 'REOPEN')),
    by_whom   text,
    usernames text[] not null default '{}'
);
create index cry_log_of_cry on cry_log (cry_id, id);
-- Whoever needs help already, and has since before there were such rows.
insert into cry (realm, owner, household_id, point_id, division, warning_id, at, heard_at, due_at)
select distinct on (r.realm, h.household_id) r.realm, h.household_id, h.household_id, h.point_id, r.division, r.warning_id,
  h.since, h.since, now()
from roll_household h join roll_call r using (warning_id)
where h.state = 'HELP' and r.closed_at is null
order by r.realm, h.household_id, r.since desc;
