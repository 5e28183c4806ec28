-- Since a real carrier brings texts too, a part of one says to which realm it belongs; until then all came from the virtual one.
alter table reply_part add column realm text not null default 'EXERCISE';
drop index reply_part_once;
create unique index reply_part_once on reply_part (phone_index, realm, reference, total, part);
