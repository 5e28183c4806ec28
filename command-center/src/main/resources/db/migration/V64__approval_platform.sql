-- The words, for those who sign elsewhere and see no page of ours.
alter table approval add column words text;

-- What the shared approval platform has to be told: written in the transaction that decides it, sent until it is answered.
create table approval_dispatch (
    seq bigint generated always as identity primary key,
    approval text not null references approval on delete cascade,
    round integer not null,
    what text not null,
    body text not null,
    state text not null default 'WAITING',
    attempts integer not null default 0,
    -- of the next try; of the next question, when it was taken and no result has come
    due_at timestamptz not null,
    trouble text,
    unique (approval, round, what)
);
create index approval_dispatch_due on approval_dispatch (due_at) where state in ('WAITING', 'TAKEN');

-- What it answered, so that the same answer a second time is seen to be one.
create table approval_platform_result (
    approval text not null references approval on delete cascade,
    round integer not null,
    result text not null,
    at timestamptz not null,
    primary key (approval, round)
);

-- Nonces of its calls, remembered for as long as their time would be accepted.
create table approval_platform_nonce (
    nonce text primary key,
    at timestamptz not null
);
create index approval_platform_nonce_at on approval_platform_nonce (at);
