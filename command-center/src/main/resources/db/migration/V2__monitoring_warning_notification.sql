-- monitoring -----------------------------------------------------------------------------------------------------

-- What could not be taken from a device: how often, and the last hundred of each.
create table rejected_count (
    device text primary key,
    count bigint not null
);
create table rejected (
    id bigint generated always as identity primary key,
    device text not null,
    t timestamptz not null,
    topic text not null,
    reason text not null,
    detail text not null,
    index integer,
    payload bytea not null
);
create index rejected_of_device on rejected (device, id);

-- warning --------------------------------------------------------------------------------------------------------

-- An episode: one rule exceeded at one target, from its first alert to its end. `alert` is the newest, under this id.
create table episode (
    id text primary key,
    rule_id text not null,
    target text not null,
    seq bigint not null,
    open boolean not null,
    division text not null,
    point_id text,
    level text,
    first_at timestamptz not null,
    changed_at timestamptz not null,
    alert jsonb not null,
    acknowledged_by text,
    acknowledged_at timestamptz,
    acknowledged_comment text
);
create unique index episode_one_open on episode (rule_id, target) where open;
create index episode_open_division on episode (division) where open;
create index episode_of_point on episode (point_id, changed_at desc);
create index episode_changed on episode (changed_at desc);

-- Another id that came for an episode which was open already.
create table episode_alias (
    alert_id text primary key,
    episode_id text not null references episode (id)
);

-- Every alert that was taken, as it came.
create table alert (
    episode_id text not null references episode (id),
    seq bigint not null,
    state text not null,
    level text,
    at timestamptz not null,
    detected_at timestamptz not null,
    value double precision,
    alert jsonb not null,
    stored_at timestamptz not null default now(),
    primary key (episode_id, seq)
);

-- What came on an alert topic and could not be taken.
create table alert_dead_letter (
    id bigint generated always as identity primary key,
    topic text not null,
    received timestamptz not null,
    reason text not null,
    payload bytea not null
);

-- notification ---------------------------------------------------------------------------------------------------

-- The outbox: a row is written in the transaction that makes the message necessary, and sent afterwards.
create table message (
    id bigint generated always as identity primary key,
    purpose text not null,
    channel text not null,
    realm text not null,
    level text,
    division text not null,
    point_id text not null,
    episode_id text not null references episode (id),
    contact_id text,
    to_name text not null,
    to_role text not null,
    phone text not null,
    text text not null,
    segments integer not null,
    state text not null,
    reason text,
    detected_at timestamptz not null,
    created_at timestamptz not null default now(),
    state_at timestamptz not null default now(),
    expires_at timestamptz not null,
    claimed_at timestamptz,
    retry_at timestamptz,
    attempts integer not null default 0,
    unknowns integer not null default 0,
    -- A person is a telephone number: one person registered twice is asked once.
    unique nulls not distinct (phone, episode_id, level, purpose, channel)
);
create index message_waiting on message (retry_at) where state in ('queued', 'outcome-unknown');
create index message_of_phone on message (phone, id desc);
create index message_of_point on message (point_id, id desc);
create index message_of_episode on message (episode_id, id desc);

-- One part of a message that the carrier took, under the carrier's id, and what its receipt said.
create table message_part (
    carrier_id text primary key,
    message_id bigint not null references message (id),
    attempt integer not null,
    part integer not null,
    receipt text
);
create index message_part_of_message on message_part (message_id);

-- A receipt whose id is not known: it may have overtaken the answer to its submit.
create table early_receipt (
    carrier_id text primary key,
    state text not null,
    at timestamptz not null default now()
);

-- What people typed. `contact_id` is null when the number is nobody's.
create table reply (
    id bigint generated always as identity primary key,
    phone text not null,
    contact_id text,
    from_name text,
    division text,
    point_id text,
    message_id bigint references message (id),
    text text not null,
    meaning text not null,
    at timestamptz not null default now()
);
create index reply_of_message on reply (message_id);

-- Parts of a long text that is not complete yet; UTF-16BE, since a part may end inside a surrogate pair.
create table reply_part (
    phone text not null,
    reference integer not null,
    total integer not null,
    part integer not null,
    body bytea not null,
    at timestamptz not null default now(),
    primary key (phone, reference, total, part)
);
