-- Under which login a person of the card signs, e.g. the order-giver from a phone.
alter table contact add column login text;
alter table contact_version add column login text;
create index contact_login on contact (login) where login is not null;
