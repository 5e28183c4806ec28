-- Who is rung to sign, one after the other along each line: the next where the one before has not answered.
create table signer_call (
    approval text not null,
    line     integer not null,
    seat     integer not null,
    username text not null,
    due_at   timestamptz not null,
    rung_at  timestamptz,
    primary key (approval, line, seat)
);
create index signer_call_due on signer_call (due_at) where rung_at is null;
