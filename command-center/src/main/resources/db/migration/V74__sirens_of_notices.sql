-- Sirens and loudspeakers that were commanded because of a notice; what the device said stands with its command.
create table notice_siren (
    warning_id text not null references roll_call,
    number     integer not null,
    device_id  text not null,
    action     text not null check (action in ('siren', 'broadcast', 'stop')),
    command_id text,
    at         timestamptz not null,
    -- why it could not be commanded at all
    trouble    text,
    primary key (warning_id, number, device_id, action)
);
-- What waits to be handed to an area broadcast (cell broadcast, rural loudspeakers).
create table area_broadcast (
    id         text primary key,
    warning_id text not null references roll_call,
    number     integer not null,
    realm      text not null,
    division   text not null,
    request    jsonb not null,
    state      text not null check (state in ('QUEUED', 'ACCEPTED', 'FAILED')),
    attempts   integer not null default 0,
    due_at     timestamptz not null,
    expires_at timestamptz not null,
    detail     text,
    at         timestamptz not null,
    unique (warning_id, number)
);
create index area_broadcast_due on area_broadcast (due_at) where state = 'QUEUED';
