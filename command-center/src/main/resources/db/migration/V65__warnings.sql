-- What is wrong at a point, from its first alert of yellow or above to the review. Due times stand here, so that a
-- restart forgets none.
create table warning (
    id              text primary key,
    version         bigint not null,
    point_id        text not null,
    division        text not null,
    realm           text not null,
    state           text not null,
    level           text not null,
    highest         text not null,
    issued          text,
    quiet           boolean not null,
    people          integer not null,
    households      integer not null,
    hand_level      text,
    dismissed_level text,
    opened_at       timestamptz not null,
    changed_at      timestamptz not null,
    acknowledged_by text,
    acknowledged_at timestamptz,
    shelf_until     timestamptz,
    shelf_reason    text,
    shelf_by        text,
    shelf_level     text,
    due_at          timestamptz,
    stage           integer not null default 0,
    called          text[] not null default '{}',
    unverified_at   timestamptz
);
create unique index warning_one_open on warning (point_id, realm) where state <> 'CLOSED';
create index warning_of_division on warning (division, changed_at desc);
create index warning_due on warning (due_at) where due_at is not null;
create index warning_unverified on warning (unverified_at) where unverified_at is not null;
create index warning_shelved on warning (shelf_until) where shelf_until is not null;

-- The episodes that support it, as they stood when it was last told of them.
create table warning_alert (
    warning_id text not null references warning,
    episode_id text not null references episode (id),
    level      text,
    open       boolean not null,
    at         timestamptz not null,
    ordered    text,
    primary key (warning_id, episode_id)
);
create index warning_alert_episode on warning_alert (episode_id);

create table warning_log (
    id         bigint generated always as identity primary key,
    warning_id text not null references warning,
    at         timestamptz not null,
    by         text not null,
    act        text not null,
    detail     jsonb not null
);
create index warning_log_of on warning_log (warning_id, id);

-- What was proposed to be said, to the letter; `body` never changes.
create table notice (
    id          text primary key,
    warning_id  text not null references warning,
    number      integer not null,
    act         text not null,
    purpose     text not null,
    state       text not null,
    body        jsonb not null,
    issued_at   timestamptz,
    signatures  jsonb not null default '[]',
    unique (warning_id, number)
);
create index notice_signing on notice (warning_id) where state = 'SIGNING';
