-- A notice to many, of whom not all are written to yet: the rest comes in lots, each a transaction of its own.
create table mailing (
    notice_id  text primary key,
    warning_id text not null,
    -- its turn within the warning, as on the roll
    number     integer not null,
    -- when what was said before it had been lifted
    lifted_at  timestamptz,
    urgency    integer not null,
    -- messages since it was issued
    written    integer not null default 0,
    since      timestamptz not null,
    due_at     timestamptz not null
);
create index mailing_of_warning on mailing (warning_id);
