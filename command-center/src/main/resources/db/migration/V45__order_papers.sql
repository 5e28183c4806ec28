-- Standing orders as people make them: drafted, their limits approved, signed, revoked. Those in force stand in
-- standing_order under the same id; a paper is never deleted while its point is there.
create table order_paper (
    id          text primary key check (id ~ '^[A-Za-z0-9_-]{1,64}$'),
    version     bigint not null default 1,
    point_id    text not null references hazard_point on delete cascade,
    level       text not null,
    kinds       text[] not null,
    until       timestamptz not null,
    sirens      text[] not null,
    grounds     text not null,
    limits      text not null,
    drafted_by  text not null,
    drafted_as  text not null,
    drafted_at  timestamptz not null,
    approved_by text,
    approved_as text,
    approved_at timestamptz,
    signed_by   text,
    signed_as   text,
    signed_at   timestamptz,
    revoked_by  text,
    revoked_as  text,
    revoked_at  timestamptz,
    revoked_for text
);
create index order_paper_point on order_paper (point_id);
