-- Links in mails that open one contribution without signing in. Only the token's hash is kept. A link lives at least 60 days, and until two
-- more receipts have gone out; it dies when its member signs out everywhere, and no longer fits when their address has changed.
create table contributions.manage_link (
    link_id         uuid        not null default uuidv7(),
    contribution_id uuid        not null,
    member_id       uuid        not null,
    token_hash      bytea       not null,
    email_index     bytea       not null,
    receipt         boolean     not null,
    made_at         timestamptz not null,
    revoked_at      timestamptz,
    constraint manage_link_pk primary key (link_id),
    constraint manage_link_token_once unique (token_hash),
    constraint manage_link_contribution_fk foreign key (contribution_id) references contributions.contribution (contribution_id),
    constraint manage_link_hashes check (octet_length(token_hash) = 32 and octet_length(email_index) = 32)
);
comment on column contributions.manage_link.receipt is 'Whether it went out with a receipt: two later ones end an old link';
create index manage_link_of on contributions.manage_link (contribution_id, made_at);
create index manage_link_of_member on contributions.manage_link (member_id) where revoked_at is null;
