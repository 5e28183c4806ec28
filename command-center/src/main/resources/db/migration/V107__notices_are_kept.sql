-- What was proposed or told is evidence: no statement takes it away.
create function notice_is_kept() returns trigger language plpgsql as $$
begin
    raise exception 'a notice is kept: what was proposed or told is not deleted';
end $$;
create trigger notice_kept before delete on notice for each row execute function notice_is_kept();
create trigger notice_kept_all before truncate on notice for each statement execute function notice_is_kept();
