-- Who has installed a device, and the note on it, are sealed from here on; what stands in the open is sealed at the next
-- start.
alter table device_installation
    add column body bytea;
