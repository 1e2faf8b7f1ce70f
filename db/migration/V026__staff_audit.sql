-- What staff did. Only ever added to, by rights; each row carries the hash of the one before it, so that a change by somebody
-- with more rights is found (AuditTrail). Ids only: no name, no address.
create table staff.audit_entry (
    number        bigint      not null,
    at            timestamptz not null,
    actor_id      uuid,
    action        text        not null,
    subject_kind  text        not null,
    subject_id    text        not null,
    details       text        not null,
    previous_hash bytea       not null,
    hash          bytea       not null,
    constraint audit_entry_pk primary key (number),
    constraint audit_entry_follows_one unique (previous_hash),
    constraint audit_entry_hashes_are_sha256 check (octet_length(previous_hash) = 32 and octet_length(hash) = 32),
    constraint audit_entry_says_what check (action <> '' and subject_kind <> '')
);
create index audit_entry_subject on staff.audit_entry (subject_kind, subject_id);

revoke update, delete on staff.audit_entry from broadsheet_app;
