-- identity
create table division (
    code       text primary key,
    name       text not null,
    parent     text references division,
    valid_from date not null default date '1949-10-01',
    valid_to   date
);

create table account (
    username     text primary key check (username ~ '^[A-Za-z0-9._-]{1,64}$'),
    version      bigint not null default 1,
    display_name text not null,
    password     text not null,
    role         text not null,
    division     text not null references division,
    enabled      boolean not null default true,
    created_at   timestamptz not null default now()
);

-- A session or a token is known by the SHA-256 of its secret; the secret itself is nowhere.
create table session (
    hash       bytea primary key,
    username   text not null references account on delete cascade,
    csrf       text not null,
    created_at timestamptz not null,
    seen_at    timestamptz not null
);
create index session_seen on session (seen_at);

create table token (
    id         text primary key,
    hash       bytea not null unique,
    username   text not null references account on delete cascade,
    label      text not null,
    scope      text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);

-- audit
create table audit_entry (
    seq      bigint primary key,
    at       timestamptz not null,
    who      text not null,
    action   text not null,
    object   text not null,
    detail   text not null,
    previous bytea not null,
    hash     bytea not null
);
create index audit_object on audit_entry (object, seq);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail is append-only';
end $$;
create trigger audit_rows before update or delete on audit_entry
    for each row execute function audit_is_append_only();
create trigger audit_table before truncate on audit_entry
    for each statement execute function audit_is_append_only();

-- registry
create table hazard_point (
    id             text primary key check (id ~ '^[A-Za-z0-9_-]{1,64}$'),
    version        bigint not null default 1,
    unified_number text unique,
    name           text not null,
    kind           text not null,
    division       text not null references division,
    realm          text not null,
    lon            double precision not null,
    lat            double precision not null,
    people         integer not null,
    villages       text[] not null
);
create index hazard_point_division on hazard_point (division);

create table standing_order (
    id       text primary key,
    point_id text not null references hazard_point on delete cascade,
    level    text not null,
    kinds    text[] not null,
    until    timestamptz not null,
    sirens   text[] not null
);
create index standing_order_point on standing_order (point_id);

create table device (
    id           text primary key check (id ~ '^[A-Za-z0-9_-]{1,64}$'),
    version      bigint not null default 1,
    point_id     text references hazard_point,
    division     text not null references division,
    name         text not null,
    model        text not null,
    gateway      text,
    state        text not null,
    until        timestamptz,
    realm        text not null,
    clock_offset double precision not null,
    clock        text not null,
    interval_s   double precision not null,
    power        text
);
create index device_point on device (point_id);
create index device_division on device (division);

create table channel (
    device_id text not null references device on delete cascade,
    quantity  text not null,
    unit      text not null,
    body      text not null,
    primary key (device_id, quantity)
);

create table credential (
    device_id text primary key references device on delete cascade,
    salt      text not null,
    hash      text not null,
    issued_at timestamptz not null default now()
);

create table contact (
    id       text primary key,
    version  bigint not null default 1,
    point_id text not null references hazard_point on delete cascade,
    name     text not null,
    phone    text not null,
    role     text not null,
    language text not null,
    realm    text not null
);
create index contact_point on contact (point_id);
create index contact_phone on contact (phone);

-- The retained configuration as it was last published. The epoch rises when a database is restored.
create table config_epoch (
    one   boolean primary key default true check (one),
    epoch bigint not null
);
insert into config_epoch (epoch) values (1);

create table config_document (
    division text primary key references division,
    version  bigint not null,
    digest   bytea not null
);

-- rules
create table rule_version (
    id         text not null check (id ~ '^[A-Za-z0-9_-]{1,64}$'),
    version    bigint not null,
    body       text not null,
    changed_by text not null,
    changed_at timestamptz not null,
    primary key (id, version)
);
