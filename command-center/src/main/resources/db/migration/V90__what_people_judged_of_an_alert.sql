-- When an alert of a warning came, opened again or climbed last, and what people have judged of it: the level it had when
-- they dismissed, shelved or lifted the warning. What one instrument was held for says nothing of another one; so
-- warning.dismissed_level is not looked at any more.
alter table warning_alert
    add column risen_at timestamptz,
    add column settled_level text;
update warning_alert set risen_at = at;
alter table warning_alert alter column risen_at set not null;

update warning_alert a set settled_level = a.level
from warning w
where w.id = a.warning_id and (w.state in ('DISMISSED', 'LIFTED') or w.shelf_until is not null);
