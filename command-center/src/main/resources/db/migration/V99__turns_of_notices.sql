-- Which notice a household has heard last: numbers follow the order in which people heard them, not in which they were drafted.
alter table roll_household add column notice_id text;
update roll_household h set notice_id = n.id from notice n where n.warning_id = h.warning_id and n.number = h.notice;
