-- People with accounts. The address is sealed and found again by its blind index; nothing here can be read without the key.
create table members.member (
    member_id    uuid        not null,
    email_sealed bytea       not null,
    email_index  bytea       not null,
    name_sealed  bytea,
    language     text        not null,
    state        text        not null default 'active',
    joined_at    timestamptz not null,
    claimed_at   timestamptz,
    constraint member_pk primary key (member_id),
    constraint member_email_once unique (email_index),
    constraint member_email_index_is_a_fingerprint check (octet_length(email_index) = 32),
    constraint member_state_known check (state in ('active', 'closed'))
);
comment on column members.member.claimed_at is 'When its owner first signed in; null while only a gift speaks for the address';
