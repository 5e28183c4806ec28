-- A warning that people were told of, and how it stands: what a late message must still be true of.
create table roll_call (
    warning_id text primary key,
    point_id   text not null,
    division   text not null,
    realm      text not null check (realm in ('LIVE', 'EXERCISE')),
    level      text,
    -- the newest notice, within the warning
    notice     integer not null,
    notice_id  text not null,
    since      timestamptz not null,
    lifted_at  timestamptz,
    closed_at  timestamptz
);
-- A household (or a villager who belongs to none: contact:{id}) that was to be warned, and what is known of it.
create table roll_household (
    warning_id   text not null references roll_call,
    household_id text not null,
    point_id     text not null,
    -- the newest notice that went to it, and when its record was read for that
    notice       integer not null,
    resolved_at  timestamptz not null,
    people       integer not null,
    state        text not null check (state in ('UNREACHED', 'REACHED', 'CONFIRMED', 'MOVED', 'HELP', 'RETURNED')),
    since        timestamptz not null,
    primary key (warning_id, household_id)
);
-- By which number which household answers; a number may be that of several.
create table roll_line (
    warning_id   text not null,
    household_id text not null,
    phone_index  text not null,
    seat         integer not null,
    primary key (warning_id, household_id, phone_index),
    foreign key (warning_id, household_id) references roll_household
);
create index roll_line_of_phone on roll_line (phone_index, warning_id);
-- Whoever answers there said that the number is somebody else's: for this warning nothing more goes to it.
create table roll_wrong (
    warning_id  text not null references roll_call,
    phone_index text not null,
    at          timestamptz not null,
    primary key (warning_id, phone_index)
);
-- Every change of it: who, when, by what. What was noted is sealed.
create table roll_change (
    id           bigint generated always as identity primary key,
    warning_id   text not null,
    household_id text not null,
    before       text not null,
    after        text not null,
    at           timestamptz not null,
    source       text not null check (source in ('NOTICE', 'RECEIPT', 'REPLY', 'RUNNER', 'HAND')),
    by_whom      text,
    message_id   bigint references message,
    body         bytea,
    foreign key (warning_id, household_id) references roll_household
);
create index roll_change_of_household on roll_change (warning_id, household_id, id);
create index roll_change_made on roll_change (at) where body is not null;
-- Who was asked to go to a household on foot. Name and number are sealed.
create table roll_runner (
    id           bigint generated always as identity primary key,
    warning_id   text not null,
    household_id text not null,
    phone_index  text not null,
    state        text not null check (state in ('ASKED', 'ACCEPTED', 'DECLINED')),
    asked_at     timestamptz not null,
    answered_at  timestamptz,
    -- the officer who named or confirmed the runner by hand
    by_whom      text,
    body         bytea,
    unique (warning_id, household_id, phone_index),
    foreign key (warning_id, household_id) references roll_household
);
create index roll_runner_of_phone on roll_runner (phone_index, id desc);
create index roll_runner_made on roll_runner (asked_at) where body is not null;
