-- Sirens and loudspeakers that are commanded because of a notice; what the device said stands with its command.
create table notice_siren (
    warning_id text not null references roll_call,
    number     integer not null,
    device_id  text not null,
    action     text not null check (action in ('siren', 'broadcast', 'stop')),
    level      text,
    text       text,
    at         timestamptz not null,
    -- nobody is to hear it later
    expires_at timestamptz not null,
    -- the command; null while it waits, and when it could not be given
    command_id text,
    done_at    timestamptz,
    trouble    text,
    primary key (warning_id, number, device_id, action)
);
create index notice_siren_waiting on notice_siren (at) where done_at is null;
-- What is handed to an area broadcast (cell broadcast, rural loudspeakers).
create table area_broadcast (
    id         text primary key,
    warning_id text not null references roll_call,
    number     integer not null,
    request    text not null,
    state      text not null check (state in ('QUEUED', 'ACCEPTED', 'FAILED')),
    attempts   integer not null default 0,
    due_at     timestamptz not null,
    expires_at timestamptz not null,
    detail     text,
    at         timestamptz not null,
    unique (warning_id, number)
);
create index area_broadcast_due on area_broadcast (due_at) where state = 'QUEUED';
