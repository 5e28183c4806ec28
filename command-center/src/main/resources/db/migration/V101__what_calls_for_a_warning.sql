-- Who looks each second whether every open alert has its warning, and stands as it was told, must neither read whole alerts
-- for that nor what is over.
alter table episode
    add column meets_order boolean not null generated always as
        (coalesce(alert ->> 'standingOrder' is not null and alert -> 'corroborated' = 'true', false)) stored,
    add column calls boolean not null generated always as
        (coalesce(open and level is not null and point_id is not null
            and alert ->> 'kind' not in ('offline', 'quality')
            and (level <> 'blue'
                or alert ->> 'standingOrder' is not null and alert -> 'corroborated' = 'true'), false)) stored;
create index episode_calls on episode (id) include (point_id, level) where calls;
create index warning_alert_open on warning_alert (episode_id) include (warning_id, level, ordered)
    where open and not moved;
