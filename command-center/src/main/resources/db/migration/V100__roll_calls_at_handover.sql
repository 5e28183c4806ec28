-- The roll calls of warnings that still hold: what goes over from one shift to the next.
create index roll_call_holds on roll_call (division) where lifted_at is null and closed_at is null;
