-- A message that stops to wait is written into every index of its table once more: those that tell nothing of messages of
-- notices, which come by the hundred thousand, leave them out.
drop index message_of_episode;
create index message_of_episode on message (episode_id, id desc) where episode_id is not null;
drop index message_once;
create unique index message_once on message (phone_index, episode_id, coalesce(level, ''), purpose, channel)
    where episode_id is not null;
-- Rows come in the order of their time, and only what is old is looked for by it.
drop index message_made;
create index message_made on message using brin (created_at);

-- Its receipt finds room on the page of the row.
alter table message_part set (fillfactor = 60);
