-- Names and numbers of messages, and what people typed, are sealed from here on, a key for each row; those that stand in
-- the open are sealed at the next start. A number is found again by its index.
alter table message
    add column body        bytea,
    add column phone_index text,
    alter column to_name drop not null,
    alter column phone drop not null,
    drop constraint message_phone_episode_id_level_purpose_channel_key;
-- A person is a telephone number: one person registered twice is asked once.
create unique index message_once on message (phone_index, episode_id, coalesce(level, ''), purpose, channel);
drop index message_of_phone;
create index message_of_phone on message (phone_index, id desc);
create index message_made on message (created_at);

alter table reply
    add column body        bytea,
    add column phone_index text,
    alter column phone drop not null,
    alter column text drop not null;
create index reply_of_phone on reply (phone_index);
create index reply_made on reply (at);

alter table reply_part
    add column phone_index text,
    drop constraint reply_part_pkey,
    alter column phone drop not null;
create unique index reply_part_once on reply_part (phone_index, reference, total, part);
