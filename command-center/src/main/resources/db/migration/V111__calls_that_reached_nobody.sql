-- How often nobody could be rung at all, since its clock began.
alter table warning add column nobody integer not null default 0;
