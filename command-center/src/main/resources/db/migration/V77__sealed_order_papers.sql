-- Names of those who drafted, approved, signed and revoked a standing order are sealed from here on; those that stand in
-- the open are sealed at the next start.
alter table order_paper
    add column names bytea,
    alter column drafted_as drop not null;
