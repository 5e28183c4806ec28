-- A mask on a channel that bears a grave alert waits for a second person, and changes nothing until then.
create table proposed_mask (
    device_id   text not null references device on delete cascade,
    quantity    text not null,
    from_at     timestamptz not null,
    to_at       timestamptz not null,
    reason      text not null,
    proposed_by text not null,
    proposed_at timestamptz not null,
    primary key (device_id, quantity, from_at)
);
