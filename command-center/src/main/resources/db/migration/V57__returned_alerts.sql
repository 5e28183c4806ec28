-- What is over although nobody acknowledged it, as every screen shows it.
create index episode_returned on episode (changed_at desc) where not open and acknowledged_by is null;
-- What is over, page by page.
create index episode_past on episode (first_at desc, id desc) where not open;
