create table duty_shift (
    id       text primary key,
    version  bigint not null default 1,
    division text not null references division,
    begins   timestamptz not null,
    ends     timestamptz not null check (ends > begins),
    officer  text references account on delete set null,
    deputy   text references account on delete set null
);
create index duty_shift_of_division on duty_shift (division, ends);

create table duty_leave (
    id       text primary key,
    username text not null references account on delete cascade,
    begins   timestamptz not null,
    ends     timestamptz not null check (ends > begins)
);
create index duty_leave_of_user on duty_leave (username, ends);

create table duty_handover (
    id       text primary key,
    division text not null references division,
    at       timestamptz not null,
    giver    text not null,
    taker    text not null,
    notes    text not null
);
create index duty_handover_of_division on duty_handover (division, at);

-- A time within the next 24 h, or now, for which nobody is on duty.
create table duty_alarm (
    id         text primary key,
    division   text not null references division,
    begins     timestamptz not null,
    ends       timestamptz not null,
    raised_at  timestamptz not null,
    cleared_at timestamptz
);
create index duty_alarm_open on duty_alarm (division) where cleared_at is null;
