-- An alert whose device belongs to another point by now speaks for that one; here it remains for the record alone.
alter table warning_alert add column moved boolean not null default false;
