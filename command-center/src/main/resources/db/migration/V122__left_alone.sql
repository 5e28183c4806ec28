-- Households whom the calling ladder did not reach: an officer is rung for them.
create index ladder_unreached on ladder (about) where ending = 'UNREACHED' and username = '';
-- Officers are called before a flash message is tried: whoever stands there has not been called yet.
update ladder set rung = 'SMS', due_at = now() where username <> '' and ended_at is null and rung = 'FLASH';
