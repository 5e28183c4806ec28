-- Somebody known elsewhere: to an OpenID provider, or to the authority that issued a certificate.
create table account_identity (
    id         text primary key,
    username   text not null references account on delete cascade,
    kind       text not null check (kind in ('OIDC', 'CERTIFICATE')),
    issuer     text not null,
    subject    text not null,
    created_at timestamptz not null,
    unique (kind, issuer, subject)
);
create index account_identity_of_user on account_identity (username);
