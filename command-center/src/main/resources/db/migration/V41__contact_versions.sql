-- Every version of a responsible person, with the time in which it held; sealed with the same key as the contact.
create table contact_version (
    id         text not null,
    version    bigint not null,
    point_id   text not null references hazard_point on delete cascade,
    since      timestamptz not null,
    until      timestamptz,
    changed_by text not null,
    role       text not null,
    language   text not null,
    realm      text not null,
    body       bytea,
    primary key (id, version)
);
create unique index contact_version_now on contact_version (id) where until is null;
create index contact_version_point on contact_version (point_id, since);

insert into contact_version (id, version, point_id, since, changed_by, role, language, realm, body)
select id, version, point_id, now(), 'migration', role, language, realm, body from contact;
