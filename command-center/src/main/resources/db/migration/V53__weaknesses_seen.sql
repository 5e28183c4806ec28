-- Until when a user has seen what the nightly looks found.
create table weakness_seen (
    username text primary key references account on delete cascade,
    at       timestamptz not null
);
