-- Up to which level evidence has grown again under a level that was only held: of an alert, and as its warning was last told.
alter table episode add column regrown text;
alter table warning_alert add column regrown text;
