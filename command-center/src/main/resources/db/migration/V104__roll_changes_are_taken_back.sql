-- What was written down of a household by mistake is taken back, and that stands in the ledger too.
alter table roll_change
    drop constraint roll_change_source_check,
    add constraint roll_change_source_check check (source in ('NOTICE', 'RECEIPT', 'REPLY', 'RUNNER', 'HAND', 'UNDO')),
    add column undoes bigint references roll_change;
