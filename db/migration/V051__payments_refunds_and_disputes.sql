-- Money that went back: because we gave it, or because the reader's bank took it.
create table payments.refund (
    refund_id    text        not null,
    payment_id   uuid        not null,
    state        text        not null,
    amount_minor bigint      not null,
    currency     char(3)     not null,
    made_at      timestamptz not null,
    read_at      timestamptz not null,
    constraint refund_pk primary key (refund_id),
    constraint refund_payment_fk foreign key (payment_id) references payments.payment (payment_id),
    constraint refund_state_known check (state in ('pending', 'succeeded', 'failed', 'canceled')),
    constraint refund_amount_positive check (amount_minor > 0)
);
create index refund_payment on payments.refund (payment_id);

create table payments.dispute (
    dispute_id   text        not null,
    payment_id   uuid        not null,
    state        text        not null,
    inquiry      boolean     not null,
    reason       text        not null,
    amount_minor bigint      not null,
    currency     char(3)     not null,
    made_at      timestamptz not null,
    due_by       timestamptz,
    submissions  int         not null,
    read_at      timestamptz not null,
    constraint dispute_pk primary key (dispute_id),
    constraint dispute_payment_fk foreign key (payment_id) references payments.payment (payment_id),
    constraint dispute_state_known check (state in ('needs_response', 'under_review', 'won', 'lost', 'closed')),
    -- A question of the bank's moves no money and cannot be lost; one that becomes a chargeback is none any more.
    constraint dispute_inquiry_is_never_decided check (not inquiry or state in ('needs_response', 'under_review', 'closed')),
    constraint dispute_amount_positive check (amount_minor > 0),
    constraint dispute_submissions_count check (submissions >= 0)
);
comment on column payments.dispute.due_by is 'Until when Stripe takes evidence; null where none is taken';
create index dispute_payment on payments.dispute (payment_id);
create index dispute_waiting on payments.dispute (due_by) where state = 'needs_response';
