-- A level that is only held says nothing of the slope: what people judge of an alert is how strong its evidence is, and what
-- is news to them after an all-clear is evidence that grows again.
alter table episode add column strength text generated always as
    (case when not open then null
          when jsonb_typeof(alert -> 'hold') = 'object' then alert -> 'hold' ->> 'evidence'
          else level end) stored;
alter table warning_alert
    add column strength text,
    add column lifted boolean not null default false;
update warning_alert a set strength = upper(e.strength) from episode e where e.id = a.episode_id and a.open;
update warning_alert a set lifted = true, settled_level = case when a.settled_level = a.level then a.strength else a.settled_level end
    from warning w where w.id = a.warning_id and a.level is not null and w.state in ('LIFTED', 'CLOSED')
        and exists (select from notice n where n.warning_id = w.id and n.purpose = 'LIFT' and n.state = 'ISSUED');
