-- What a device understands, and where it listens; null is the usual topic of its protocol.
alter table device add column protocol text not null default 'SHANSHAO';
alter table device add column downlink text;

-- The key by which a device of the national protocol knows the platform. It goes out with every command, so it cannot be
-- kept as a hash; it is told to nobody else.
create table device_apikey (
    device_id text primary key references device on delete cascade,
    apikey    text not null
);

-- Orders to devices, and what became of each; the last hundred of a device.
create table device_command (
    id          text primary key,
    device_id   text not null references device on delete cascade,
    action      text not null,
    args        text not null,
    ordered_by  text not null,
    realm       text not null,
    sent_at     timestamptz not null,
    expires     timestamptz not null,
    state       text not null,
    answered_at timestamptz,
    detail      text
);
create index device_command_device on device_command (device_id, sent_at desc);
