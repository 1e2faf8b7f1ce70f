-- What we asked of Stripe and what we know of it. Stripe's own ids are the keys wherever Stripe makes the thing.

-- A payment page for a promise. Stored before Stripe is called, so that a crash in between asks for the same page again.
create table payments.checkout (
    promise_id      uuid        not null,
    idempotency_key text        not null,
    frequency       text        not null,
    amount_minor    bigint      not null,
    currency        char(3)     not null,
    state           text        not null,
    session_id      text,
    page            text,
    customer_id     text,
    subscription_id text,
    expires_at      timestamptz,
    asked_at        timestamptz not null,
    looked_at       timestamptz,
    constraint checkout_pk primary key (promise_id),
    constraint checkout_key_once unique (idempotency_key),
    constraint checkout_session_once unique (session_id),
    constraint checkout_frequency_known check (frequency in ('once', 'monthly', 'annual')),
    constraint checkout_amount_positive check (amount_minor > 0),
    constraint checkout_state_known check (state in ('asked', 'open', 'processing', 'paid', 'expired')),
    constraint checkout_open_is_somewhere check (state = 'asked' or session_id is not null)
);
create index checkout_unsettled on payments.checkout (asked_at) where state in ('asked', 'open', 'processing');

create table payments.subscription (
    subscription_id    text        not null,
    promise_id         uuid        not null,
    customer_id        text        not null,
    status             text        not null,
    amount_minor       bigint      not null,
    currency           char(3)     not null,
    frequency          text        not null,
    started_at         timestamptz not null,
    current_period_end timestamptz not null,
    stops_at           timestamptz,
    ended_at           timestamptz,
    read_at            timestamptz not null,
    constraint subscription_pk primary key (subscription_id),
    -- Two subscriptions for one promise would charge a reader twice.
    constraint subscription_one_per_promise unique (promise_id),
    constraint subscription_promise_fk foreign key (promise_id) references payments.checkout (promise_id),
    constraint subscription_status_known check (
        status in ('incomplete', 'active', 'past_due', 'unpaid', 'paused', 'ended')),
    constraint subscription_ended_says_when check ((status = 'ended') = (ended_at is not null)),
    constraint subscription_recurs check (frequency in ('monthly', 'annual')),
    constraint subscription_amount_positive check (amount_minor > 0)
);
create index subscription_customer on payments.subscription (customer_id);

create table payments.payment (
    payment_id             uuid        not null,
    promise_id             uuid        not null,
    state                  text        not null,
    amount_minor           bigint      not null,
    currency               char(3)     not null,
    paid_at                timestamptz,
    settled_currency       char(3),
    settled_minor          bigint,
    fee_minor              bigint,
    net_minor              bigint,
    payment_intent_id      text        not null,
    charge_id              text,
    invoice_id             text,
    subscription_id        text,
    balance_transaction_id text,
    period_start           timestamptz,
    period_end             timestamptz,
    card                   text,
    decline_code           text,
    attempts               int         not null,
    first_seen_at          timestamptz not null,
    constraint payment_pk primary key (payment_id),
    constraint payment_intent_once unique (payment_intent_id),
    constraint payment_invoice_once unique (invoice_id),
    constraint payment_charge_once unique (charge_id),
    constraint payment_balance_transaction_once unique (balance_transaction_id),
    constraint payment_promise_fk foreign key (promise_id) references payments.checkout (promise_id),
    constraint payment_subscription_fk foreign key (subscription_id) references payments.subscription (subscription_id),
    constraint payment_state_known check (state in ('processing', 'settled', 'failed', 'refunded')),
    constraint payment_settled_says_when check ((state in ('settled', 'refunded')) = (paid_at is not null)),
    constraint payment_amount_positive check (amount_minor > 0),
    constraint payment_settlement_is_whole check (
        num_nonnulls(balance_transaction_id, settled_currency, settled_minor, fee_minor, net_minor) in (0, 5)),
    constraint payment_net_adds_up check (net_minor = settled_minor - fee_minor)
);
comment on column payments.payment.settled_currency is
    'What Stripe''s balance got it in: another currency than the reader''s where Stripe converted';
create index payment_promise on payments.payment (promise_id, paid_at);
create index payment_paid_at on payments.payment (paid_at);
-- One settled payment for each period of a subscription: a second one is an alarm, not a row.
create unique index payment_one_per_period on payments.payment (subscription_id, period_start)
    where state in ('settled', 'refunded') and subscription_id is not null;
