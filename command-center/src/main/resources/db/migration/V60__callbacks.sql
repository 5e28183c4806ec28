-- What a carrier has called back with, so that the same call a second time is seen to be one. Forgotten after a week.
create table carrier_callback (
    gateway text not null,
    event text not null,
    at timestamptz not null default now(),
    primary key (gateway, event)
);
create index carrier_callback_at on carrier_callback (at);
