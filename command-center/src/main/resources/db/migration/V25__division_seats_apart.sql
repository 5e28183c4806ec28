-- Nobody sits in two places on one day: the wall between divisions hangs on it.
create extension if not exists btree_gist;
alter table division_seat
    add constraint division_seat_apart exclude using gist (code with =, daterange(valid_from, valid_to) with &&);
