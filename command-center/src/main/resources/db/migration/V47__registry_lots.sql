-- Tables of points, devices and contacts that were taken in as one, and can be taken back as one.
create table registry_lot (
    id        text primary key,
    kind      text not null,
    name      text not null,
    division  text not null references division,
    taken_by  text not null,
    taken_at  timestamptz not null,
    made      integer not null,
    changed   integer not null,
    undone_by text,
    undone_at timestamptz
);

-- What each of them wrote; before is null for what was made.
create table registry_lot_row (
    lot     text not null references registry_lot on delete cascade,
    object  text not null,
    version bigint not null,
    before  bytea,
    primary key (lot, object)
);

-- A point that was taken back has no weaknesses any more.
alter table weakness drop constraint weakness_point_id_fkey;
alter table weakness add constraint weakness_point_id_fkey
    foreign key (point_id) references hazard_point on delete cascade;
