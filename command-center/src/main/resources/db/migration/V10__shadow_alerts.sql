-- What shadow rules have said, the newest of each rule and target: kept to be held beside what the rules in force said.
create table shadow_alert (
    id bigint generated always as identity primary key,
    rule_id text not null,
    target text not null,
    episode_id text not null,
    seq bigint not null,
    division text not null,
    state text not null,
    level text,
    -- cleared because it never was
    withdrawn boolean not null,
    -- when the present level began, or the episode ended
    at timestamptz not null,
    unique (episode_id, seq)
);
create index shadow_alert_of_target on shadow_alert (rule_id, target, id);
