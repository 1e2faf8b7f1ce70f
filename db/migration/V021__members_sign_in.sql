-- Ways in. Only hashes are kept: a dump signs nobody in. An address that we do not know gets a row too, without a member, so that
-- asking costs and answers the same.
create table members.sign_in (
    sign_in_id   uuid        not null,
    member_id    uuid,
    browser_hash bytea       not null,
    token_hash   bytea,
    code_hash    bytea,
    attempts     smallint    not null default 0,
    asked_at     timestamptz not null,
    expires_at   timestamptz not null,
    used_at      timestamptz,
    constraint sign_in_pk primary key (sign_in_id),
    constraint sign_in_member_fk foreign key (member_id) references members.member (member_id) on delete cascade,
    constraint sign_in_token_once unique (token_hash),
    constraint sign_in_hashes_together check ((token_hash is null) = (code_hash is null)),
    constraint sign_in_nobody_has_no_token check (member_id is not null or token_hash is null),
    constraint sign_in_five_tries check (attempts between 0 and 5),
    constraint sign_in_is_short check (expires_at <= asked_at + interval '10 minutes')
);
create index sign_in_browser on members.sign_in (browser_hash) where used_at is null;
create index sign_in_member on members.sign_in (member_id) where used_at is null;
create index sign_in_expires_at on members.sign_in (expires_at);

-- The way from a gift to its account. The link only sends a sign-in mail, so it may live long; the code signs in, so it may not.
create table members.claim (
    claim_id           uuid        not null,
    member_id          uuid        not null,
    token_hash         bytea       not null,
    code_hash          bytea       not null,
    payer_browser_hash bytea,
    attempts           smallint    not null default 0,
    made_at            timestamptz not null,
    code_expires_at    timestamptz not null,
    code_used_at       timestamptz,
    expires_at         timestamptz not null,
    constraint claim_pk primary key (claim_id),
    constraint claim_member_fk foreign key (member_id) references members.member (member_id) on delete cascade,
    constraint claim_token_once unique (token_hash),
    constraint claim_five_tries check (attempts between 0 and 5),
    constraint claim_code_is_short check (code_expires_at <= made_at + interval '10 minutes')
);
create index claim_member on members.claim (member_id);
create index claim_expires_at on members.claim (expires_at);
