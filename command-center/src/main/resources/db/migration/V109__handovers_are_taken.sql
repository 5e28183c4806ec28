-- A hand-over holds once its taker has taken it; until then its giver is responsible, whatever the roster says.
alter table duty_handover
    add column accepted_at  timestamptz,
    add column withdrawn_at timestamptz,
    -- until when the taker is on duty because of it
    add column ends         timestamptz,
    -- when the taker was rung, for want of an answer
    add column rung_at      timestamptz;
update duty_handover set accepted_at = at, ends = at;
create index duty_handover_waiting on duty_handover (division, at) where accepted_at is null and withdrawn_at is null;
