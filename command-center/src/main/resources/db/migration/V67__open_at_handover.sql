-- Everything that was open when one shift handed over to the next.
alter table duty_handover add column open jsonb not null default '[]';
