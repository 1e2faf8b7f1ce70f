-- What the reconciler may not decide by itself waits here for somebody at the desk. One case for one thing, however often it is seen.
create table payments.reconciliation_case (
    case_id     uuid        not null default uuidv7(),
    kind        text        not null,
    subject     text        not null,
    promise_id  uuid,
    raised_at   timestamptz not null,
    closed_at   timestamptz,
    closed_by   uuid,
    note_sealed bytea,
    constraint reconciliation_case_pk primary key (case_id),
    constraint reconciliation_case_once unique (kind, subject),
    constraint reconciliation_case_kind_known check (
        kind in ('second_payment', 'unknown_movement', 'unassigned_movement', 'unknown_promise', 'difference', 'refund_failed',
                 'refund_refused', 'stop_refused')),
    constraint reconciliation_case_closed_by_somebody check ((closed_at is null) = (closed_by is null))
);
comment on column payments.reconciliation_case.subject is 'The id at Stripe of what it is about';
comment on column payments.reconciliation_case.note_sealed is 'What staff write about a case may tell of a person, so it is sealed';
create index reconciliation_case_open on payments.reconciliation_case (raised_at) where closed_at is null;
