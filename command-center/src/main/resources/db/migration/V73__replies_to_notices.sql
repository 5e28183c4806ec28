-- An answer of a household, and one of a number that is nobody's, until somebody has looked into it.
alter table reply
    add column household_id text,
    add column realm        text,
    add column about        text,
    add column settled_at   timestamptz,
    add column settled_by   text;
create index reply_unknown on reply (id desc) where message_id is null and contact_id is null and household_id is null
    and settled_at is null;
