-- Earthquakes after which limits of rain are lowered for a time, where a rule asks for it. One that was withdrawn stays.
create table earthquake (
    id text primary key,
    at timestamptz not null,
    lon double precision not null,
    lat double precision not null,
    magnitude double precision not null,
    noted_by text not null,
    withdrawn boolean not null default false
);
