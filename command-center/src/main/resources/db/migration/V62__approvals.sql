-- Papers that have to be signed. The words lie with the module that handed them in; here is their hash alone.
create table approval (
    id text primary key,
    process text not null,
    subject text not null,
    title text not null,
    division text not null,
    realm text not null,
    level text,
    hash text not null,
    seats jsonb not null,
    cosigners jsonb not null,
    deadline_s bigint not null,
    round integer not null default 1,
    state text not null,
    carrier text not null,
    author text not null,
    submitted_at timestamptz not null,
    due_at timestamptz,
    stage integer not null default 0,
    -- of the process engine
    instance text
);
create index approval_open on approval (division) where state in ('SIGNING', 'SENT_BACK');
create index approval_newest on approval (submitted_at desc);
create index approval_subject on approval (subject);

-- A signature holds until what it was given for is sent back.
create table approval_signature (
    seq bigint generated always as identity primary key,
    approval text not null references approval on delete cascade,
    round integer not null,
    step text not null,
    -- of the seats of its step, from 0
    seat integer not null,
    username text not null,
    role text not null,
    division text not null,
    at timestamptz not null,
    method text not null,
    hash text not null,
    stands_for text,
    void_at timestamptz
);
create index approval_signature_of on approval_signature (approval);
create unique index approval_signature_once on approval_signature (approval, username) where void_at is null;

create table approval_remark (
    seq bigint generated always as identity primary key,
    approval text not null references approval on delete cascade,
    at timestamptz not null,
    author text not null,
    what text not null,
    round integer not null,
    step text,
    text text
);
create index approval_remark_of on approval_remark (approval);

-- That one signs in another's place: for a time, or one paper only.
create table approval_delegation (
    id text primary key,
    giver text not null,
    taker text not null,
    division text not null,
    approval text references approval on delete cascade,
    begins timestamptz not null,
    ends timestamptz not null,
    made_at timestamptz not null,
    check (ends > begins)
);
create index approval_delegation_taker on approval_delegation (taker, ends);
create index approval_delegation_giver on approval_delegation (giver, ends);
