-- Who only looked is a wall from here on.
update account set role = 'WALL' where role = 'VIEWER';
alter table account add constraint account_role
    check (role in ('ADMINISTRATOR', 'DUTY', 'EXPERT', 'SIGNER', 'REVIEWER', 'CREW', 'WALL'));
