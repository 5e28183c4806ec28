-- Where a division stands in the tree, and since when: 梅河口 went from 通化 to the province and kept its code.
create table division_seat (
    code       text not null references division,
    name       text not null,
    parent     text references division,
    valid_from date not null,
    valid_to   date check (valid_to > valid_from),
    primary key (code, valid_from)
);
create unique index division_seat_open on division_seat (code) where valid_to is null;
insert into division_seat (code, name, parent, valid_from, valid_to)
select code, name, parent, valid_from, valid_to from division;
alter table division
    drop column name,
    drop column parent,
    drop column valid_from,
    drop column valid_to;
