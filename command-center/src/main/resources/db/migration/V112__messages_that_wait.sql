-- A message is written three times on its way: claimed, taken by the carrier, reported on. Only the second, by which it stops
-- to wait, touches an index; the others find room on the page of the row.
alter table message add column waits boolean not null
    generated always as (state in ('queued', 'outcome-unknown')) stored;
drop index message_waiting;
drop index message_due;
drop index message_claimed;
create index message_due on message (realm, urgency, id) where waits;
alter table message set (fillfactor = 50);
