-- Who went to a household and told that it has left is not on the way there any more.
alter table roll_runner add column reported_at timestamptz;
