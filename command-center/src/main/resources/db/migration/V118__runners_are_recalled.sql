-- Whoever was asked to go to a household is told when nobody need go there any more.
alter table roll_runner add column recalled_at timestamptz;
