-- Names and numbers of users are sealed from here on; those that stand in the open are sealed at the next start.
alter table account
    add column body        bytea,
    alter column display_name drop not null,
    -- The last day on which the user gets in, in China; null: no end.
    add column valid_until date,
    -- The password was made for the user, who must choose another before anything else.
    add column once        boolean not null default false;
alter table session
    add column address text,
    add column agent   text;
alter table token
    add column used_at timestamptz;
