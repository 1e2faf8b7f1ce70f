-- The outbox. What a message says is sealed, and gone once it is closed.
create table mail.message (
    message_id       uuid        not null,
    key              text        not null,
    template         text        not null,
    language         text        not null,
    urgency          smallint    not null,
    stale_after      timestamptz,
    recipient_sealed bytea,
    subject_sealed   bytea,
    html_sealed      bytea,
    text_sealed      bytea,
    state            text        not null,
    attempts         int         not null,
    next_attempt_at  timestamptz not null,
    created_at       timestamptz not null,
    closed_at        timestamptz,
    constraint message_pk primary key (message_id),
    constraint message_once unique (key),
    constraint message_state_known check (state in ('queued', 'sent', 'stale', 'given_up')),
    constraint message_queued_is_whole check (
        (state = 'queued') = (num_nonnulls(recipient_sealed, subject_sealed, html_sealed, text_sealed) = 4)),
    constraint message_closed_is_empty check (
        (state <> 'queued') = (closed_at is not null)
        and (state = 'queued' or num_nonnulls(recipient_sealed, subject_sealed, html_sealed, text_sealed) = 0))
);
create index message_due on mail.message (urgency, created_at) where state = 'queued';
