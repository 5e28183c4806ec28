-- Who will not leave (拒绝转移) has answered, and somebody has to go there all the same.
alter table roll_household drop constraint roll_household_state_check;
alter table roll_household add constraint roll_household_state_check
  check (state in ('UNREACHED', 'REACHED', 'CONFIRMED', 'REFUSED', 'MOVED', 'HELP', 'RETURNED'));
