-- A refund that staff ask for. Above a set amount a second person has to agree before anything is ordered.
create table contributions.refund_request (
    request_id   uuid        not null default uuidv7(),
    promise_id   uuid        not null,
    payment_id   uuid        not null,
    amount_minor bigint      not null,
    currency     char(3)     not null,
    reason       text        not null,
    state        text        not null,
    asked_by     uuid        not null,
    asked_at     timestamptz not null,
    decided_by   uuid,
    decided_at   timestamptz,
    command_id   uuid,
    constraint refund_request_pk primary key (request_id),
    constraint refund_request_promise_fk foreign key (promise_id) references contributions.promise (promise_id),
    constraint refund_request_amount_positive check (amount_minor > 0),
    constraint refund_request_reason_known check (reason in ('asked', 'mistake', 'duplicate', 'goodwill')),
    constraint refund_request_state_known check (state in ('waiting', 'ordered', 'declined')),
    constraint refund_request_ordered_is_a_command check ((state = 'ordered') = (command_id is not null)),
    constraint refund_request_decided_by_somebody check (
        (decided_by is null) = (decided_at is null) and (state <> 'declined' or decided_by is not null)),
    -- Whoever asks does not agree with themselves.
    constraint refund_request_two_persons check (state = 'declined' or decided_by is null or decided_by <> asked_by)
);
create index refund_request_waiting on contributions.refund_request (asked_at) where state = 'waiting';
create index refund_request_payment on contributions.refund_request (payment_id);
