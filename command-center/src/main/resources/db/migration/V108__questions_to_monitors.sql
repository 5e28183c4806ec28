-- What monitors were asked at a point is looked for beside the newest messages, among which notices to many would hide it.
create index message_check on message (point_id, id desc) where purpose = 'check';
