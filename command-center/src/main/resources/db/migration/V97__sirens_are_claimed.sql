-- When a siren's command is given, or given again; `at` stays when it was wanted. A claim moves it on, so that nothing is locked
-- while the broker is waited for.
alter table notice_siren add column due_at timestamptz;
update notice_siren set due_at = at;
alter table notice_siren alter column due_at set not null;
