-- When the same words came once more because the carrier had not got our answer to them.
alter table reply
    add column again_at timestamptz;
