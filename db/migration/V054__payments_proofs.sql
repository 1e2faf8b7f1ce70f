-- The nightly proof that our books are Stripe's: what was compared, and what differed, down to the single movement.
create table payments.proof (
    proof_id     uuid        not null default uuidv7(),
    currency     char(3)     not null,
    stripe_minor bigint      not null,
    ledger_minor bigint      not null,
    proved_at    timestamptz not null,
    constraint proof_pk primary key (proof_id)
);
create index proof_latest on payments.proof (currency, proved_at desc);

create table payments.proof_difference (
    proof_id     uuid   not null,
    source       text   not null,
    stripe_minor bigint,
    ledger_minor bigint,
    constraint proof_difference_pk primary key (proof_id, source),
    constraint proof_difference_proof_fk foreign key (proof_id) references payments.proof (proof_id),
    constraint proof_difference_differs check (stripe_minor is distinct from ledger_minor)
);
comment on column payments.proof_difference.stripe_minor is 'What Stripe says that it moved; null where Stripe knows no such movement';
comment on column payments.proof_difference.ledger_minor is 'What our books say; null where it is not in our books';

create table payments.payout (
    payout_id       text        not null,
    currency        char(3)     not null,
    amount_minor    bigint      not null,
    state           text        not null,
    automatic       boolean     not null,
    made_at         timestamptz not null,
    arrives_at      timestamptz not null,
    movements       int,
    movements_minor bigint,
    ledger_minor    bigint,
    proved_at       timestamptz not null,
    constraint payout_pk primary key (payout_id),
    constraint payout_proved_whole check (num_nonnulls(movements, movements_minor, ledger_minor) in (0, 3))
);
comment on column payments.payout.movements is
    'How many movements it gathers; null for one asked for by hand, which gathers none';
create index payout_made_at on payments.payout (made_at);
