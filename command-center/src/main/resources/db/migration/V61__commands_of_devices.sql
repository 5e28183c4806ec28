-- An order that sounds several sirens gives each of them a command under the same id: only the first was listed, and the
-- answers of the others were lost.
alter table device_command drop constraint device_command_pkey, add primary key (device_id, id);
