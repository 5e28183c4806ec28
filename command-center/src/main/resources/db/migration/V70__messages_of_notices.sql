-- A message belongs to an episode of an alert (a check), or to what it is about: warning/{id} or approval/{id}.
alter table message
    alter column episode_id drop not null,
    add column about        text,
    -- of the notice within its warning, or the stage of a clock
    add column number       integer not null default 0,
    -- the household that somebody is asked to go to; of all other messages, empty
    add column task         text    not null default '',
    add column household_id text,
    add column language     text    not null default 'zh',
    add column template     text,
    -- the lower, the sooner it leaves
    add column urgency      smallint not null default 6,
    -- a later notice took its place: what has not left stays
    add column superseded   integer,
    add constraint message_has_a_cause check (episode_id is not null or about is not null);
update message set urgency = case level when 'RED' then 1 when 'ORANGE' then 3 when 'YELLOW' then 4 else 5 end;
create unique index message_once_about on message (phone_index, about, number, purpose, channel, task)
    where about is not null;
create index message_about on message (about, id desc) where about is not null;
create index message_of_household on message (household_id, id desc) where household_id is not null;
create index message_due on message (realm, urgency, id)
    where claimed_at is null and state in ('queued', 'outcome-unknown');
create index message_claimed on message (claimed_at) where claimed_at is not null;
