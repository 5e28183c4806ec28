-- Whoever goes to households is answered each time: what they are told is another list, though of the same errand. The answer
-- is written in the transaction of theirs, so it needs no key to be written once.
drop index message_once_about;
create unique index message_once_about on message (phone_index, about, number, purpose, channel, task)
    where about is not null and purpose not in ('runner-report', 'runner-done');
-- What each number has written about a warning is looked for again and again.
create index reply_about on reply (about, phone_index, id) where about is not null;
