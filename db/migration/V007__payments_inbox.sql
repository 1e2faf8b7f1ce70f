-- The inbox. That an event came is kept for ever and never changed; what it said is kept 30 days; what is to be done about it is work.
create table payments.stripe_event (
    stripe_event_id text        not null,
    type            text        not null,
    object_id       text        not null,
    sha256          bytea       not null,
    received_at     timestamptz not null,
    constraint stripe_event_pk primary key (stripe_event_id),
    constraint stripe_event_hash_length check (length(sha256) = 32)
);
revoke update, delete on payments.stripe_event from broadsheet_app;

create table payments.stripe_event_payload (
    stripe_event_id text        not null,
    payload_sealed  bytea       not null,
    received_at     timestamptz not null,
    constraint stripe_event_payload_pk primary key (stripe_event_id),
    constraint stripe_event_payload_fk foreign key (stripe_event_id) references payments.stripe_event (stripe_event_id)
);
create index stripe_event_payload_received_at on payments.stripe_event_payload (received_at);

create table payments.stripe_event_work (
    stripe_event_id text        not null,
    state           text        not null,
    attempts        int         not null,
    next_attempt_at timestamptz not null,
    failure         text,
    constraint stripe_event_work_pk primary key (stripe_event_id),
    constraint stripe_event_work_fk foreign key (stripe_event_id) references payments.stripe_event (stripe_event_id),
    constraint stripe_event_work_state_known check (state in ('waiting', 'done', 'ignored', 'dead'))
);
create index stripe_event_work_due on payments.stripe_event_work (next_attempt_at) where state = 'waiting';
