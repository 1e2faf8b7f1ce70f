-- Challenges that a passkey has answered: each counts once. Rows go when the challenge would have expired anyway.
create table staff.spent_challenge (
    challenge_hash bytea       not null,
    expires_at     timestamptz not null,
    constraint spent_challenge_pk primary key (challenge_hash)
);
create index spent_challenge_expires on staff.spent_challenge (expires_at);
