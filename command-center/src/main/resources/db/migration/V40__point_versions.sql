-- The file of a hazard point (隐患点档案) beside its name and place.
alter table hazard_point add column dossier jsonb not null default '{}';

-- Every version of a hazard point, with the time in which it held, as it is told over the interface.
create table hazard_point_version (
    point_id   text not null references hazard_point on delete cascade,
    version    bigint not null,
    since      timestamptz not null,
    until      timestamptz,
    changed_by text not null,
    body       jsonb not null,
    primary key (point_id, version)
);
create unique index hazard_point_version_now on hazard_point_version (point_id) where until is null;

insert into hazard_point_version (point_id, version, since, changed_by, body)
select p.id, p.version, now(), 'migration', jsonb_build_object(
        'id', p.id, 'version', p.version, 'unifiedNumber', p.unified_number, 'name', p.name, 'kind', p.kind,
        'division', p.division, 'realm', lower(p.realm), 'lon', p.lon, 'lat', p.lat, 'people', p.people,
        'villages', to_jsonb(p.villages),
        'standingOrders', (
            select coalesce(jsonb_agg(jsonb_build_object(
                    'id', o.id, 'level', lower(o.level),
                    'kinds', (select jsonb_agg(lower(replace(k, '_', '-'))) from unnest(o.kinds) k),
                    'until', to_char(o.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                    'sirens', to_jsonb(o.sirens)) order by o.id), '[]'::jsonb)
            from standing_order o where o.point_id = p.id),
        'flow', p.flow::jsonb, 'dossier', '{}'::jsonb)
from hazard_point p;
