-- The calling ladder (叫应): of a household, or of an officer who is to be woken. One row until somebody has answered.
create table ladder (
    id           bigint generated always as identity primary key,
    about        text not null,
    number       integer not null,
    household_id text not null default '',
    username     text not null default '',
    realm        text not null,
    level        text not null,
    division     text not null,
    point_id     text,
    began_at     timestamptz not null,
    rung         text not null,
    since        timestamptz not null,
    due_at       timestamptz not null,
    deadline     timestamptz not null,
    ended_at     timestamptz,
    ending       text check (ending in ('ANSWERED', 'RUNNER', 'UNREACHED', 'OVER')),
    unique (about, number, household_id, username)
);
create index ladder_due on ladder (due_at) where ended_at is null;
-- What was tried, and what was left out, and why.
create table ladder_step (
    ladder_id bigint not null references ladder,
    rung      text not null,
    at        timestamptz not null,
    skipped   text,
    primary key (ladder_id, rung)
);
