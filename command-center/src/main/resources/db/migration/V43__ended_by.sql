-- Who ended a version: where none follows it, who took the person, household, plan or work away.
alter table contact_version add column ended_by text;
alter table paper_version add column ended_by text;
alter table household_version add column ended_by text;
