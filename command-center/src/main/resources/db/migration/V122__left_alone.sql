-- Households whom the calling ladder did not reach: an officer is rung for them.
create index ladder_unreached on ladder (about) where ending = 'UNREACHED' and username = '';
