-- Keys of those whose personal data are sealed, wrapped by a key that is not in this database.
create table vault_key (
    owner   text primary key,
    wrapped bytea not null
);
-- Something sealed with that key: whether the one that we have now is still it.
create table vault_check (
    one    boolean primary key default true check (one),
    sealed bytea not null
);

-- Every version of a household and of a point's card, with the time in which it held; names and numbers are sealed.
create table household_version (
    id         text not null,
    version    bigint not null,
    point_id   text not null references hazard_point,
    number     text not null,
    since      timestamptz not null,
    until      timestamptz,
    changed_by text not null,
    lot        text,
    phones     text[] not null,
    body       bytea not null,
    primary key (id, version)
);
create unique index household_number on household_version (point_id, number) where until is null;
create unique index household_now on household_version (id) where until is null;
create index household_point on household_version (point_id, since);
create index household_of_lot on household_version (lot) where lot is not null;
create index household_phone on household_version using gin (phones) where until is null;

create table point_card_version (
    point_id   text not null references hazard_point,
    version    bigint not null,
    since      timestamptz not null,
    until      timestamptz,
    changed_by text not null,
    body       bytea not null,
    primary key (point_id, version)
);
create unique index point_card_now on point_card_version (point_id) where until is null;

-- Lists of households that were taken in as one, and can be taken back as one.
create table household_lot (
    id        text primary key,
    name      text not null,
    division  text not null references division,
    taken_by  text not null,
    taken_at  timestamptz not null,
    made      integer not null,
    changed   integer not null,
    undone_by text,
    undone_at timestamptz
);

-- What hangs on one phone, one person or one power source, and since when the nightly look has found it.
create table weakness (
    point_id text not null references hazard_point,
    code     text not null,
    subject  text not null,
    since    timestamptz not null,
    primary key (point_id, code, subject)
);
