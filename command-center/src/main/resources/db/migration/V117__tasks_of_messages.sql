-- Whoever is to go to some households of a notice to many is found without reading all messages about it.
create index message_of_task on message (about, task) where task <> '';
