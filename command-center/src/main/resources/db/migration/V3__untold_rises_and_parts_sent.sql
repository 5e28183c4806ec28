-- A rise of an episode of which somebody could not be told, although it is stored: told again until that succeeds.
create table untold_rise (
    episode_id text primary key references episode (id),
    reason text not null,
    since timestamptz not null default now(),
    tried_at timestamptz not null default now()
);

-- Parts that the carrier took before the one that is due: a long message goes on where it was held up.
alter table message add column parts_sent integer not null default 0;
-- Which run of the sender holds the claim: of its own it knows whether they ever left.
alter table message add column claimed_by text;

-- An alert may belong to no point: that nobody could be asked is told all the same.
alter table message alter column point_id drop not null;
