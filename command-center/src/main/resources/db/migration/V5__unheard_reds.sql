-- Which episodes were ever red: a screen shows such a one until somebody acknowledges it, although it is over.
create index alert_red on alert (episode_id) where level = 'red' or alert ->> 'highest' = 'red';
