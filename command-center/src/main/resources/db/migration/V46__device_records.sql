-- How a device stands where it stands.
create table device_installation (
    device_id    text primary key references device on delete cascade,
    version      bigint not null default 1,
    installed_on date,
    installed_by text,
    serial       text,
    depth_m      double precision,
    height_m     double precision,
    azimuth_deg  double precision,
    note         text
);

-- What certificates say of channels. The newest of a channel holds.
create table calibration (
    id            text primary key,
    device_id     text not null references device on delete cascade,
    quantity      text not null,
    calibrated_on date not null,
    factor        double precision not null,
    zero          double precision not null,
    certificate   text not null,
    valid_until   date not null,
    entered_by    text not null,
    entered_at    timestamptz not null
);
create index calibration_device on calibration (device_id, quantity, calibrated_on desc);

-- What became of a device: made, states, sensors that were replaced, moves, logins.
create table device_history (
    id        bigint generated always as identity primary key,
    device_id text not null references device on delete cascade,
    at        timestamptz not null,
    who       text not null,
    what      text not null,
    detail    text not null
);
create index device_history_device on device_history (device_id, id desc);

create table camera (
    id         text primary key check (id ~ '^[A-Za-z0-9_-]{1,64}$'),
    version    bigint not null default 1,
    point_id   text not null references hazard_point,
    name       text not null,
    lon        double precision not null,
    lat        double precision not null,
    height_m   double precision,
    bearing    double precision not null,
    view_deg   double precision not null,
    kind       text not null,
    address    text not null,
    sealed     bytea
);
create index camera_point on camera (point_id);
