-- The way that a debris flow takes past the stations of a point, as the job is told of it; null where nobody has described it.
alter table hazard_point add column flow text;
