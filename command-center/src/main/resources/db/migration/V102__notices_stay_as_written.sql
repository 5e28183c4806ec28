-- What is signed is what was proposed: of a notice that was written only the way that it goes changes.
create function notice_stays_as_written() returns trigger language plpgsql as $$
begin
    raise exception 'notice % stays as it was written: another text is another notice', old.id;
end $$;
create trigger notice_words before update on notice for each row
    when (new.id is distinct from old.id
        or new.warning_id is distinct from old.warning_id
        or new.number is distinct from old.number
        or new.act is distinct from old.act
        or new.purpose is distinct from old.purpose
        or new.body is distinct from old.body)
    execute function notice_stays_as_written();
