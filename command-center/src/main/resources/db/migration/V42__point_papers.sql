-- Every version of the prevention plans and treatment works of hazard points; names in them are sealed.
create table paper_version (
    id         text not null,
    version    bigint not null,
    point_id   text not null references hazard_point on delete cascade,
    kind       text not null,
    since      timestamptz not null,
    until      timestamptz,
    changed_by text not null,
    body       bytea not null,
    primary key (id, version)
);
create unique index paper_version_now on paper_version (id) where until is null;
create index paper_version_point on paper_version (point_id, since);

-- Photos and documents. What was removed has no content any more, and still tells that it was there.
create table point_file (
    id         text primary key,
    point_id   text not null references hazard_point on delete cascade,
    kind       text not null,
    paper_id   text,
    name       text not null,
    caption    text,
    taken_at   timestamptz,
    lon        double precision,
    lat        double precision,
    width      integer,
    height     integer,
    size       bigint not null,
    sha256     bytea not null,
    added_at   timestamptz not null,
    added_by   text not null,
    removed_at timestamptz,
    removed_by text,
    content    bytea,
    thumbnail  bytea
);
create index point_file_point on point_file (point_id, added_at);
