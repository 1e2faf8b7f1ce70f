-- The stand-in for Stripe keeps its own books, away from the product's: run by the sandbox alone.
create table sandbox.account (
    account_id  bigint generated always as identity primary key,
    stripe_id   text   not null,
    key_hash    bytea  not null,
    created     bigint not null,
    constraint account_key_once unique (key_hash),
    constraint account_stripe_id_once unique (stripe_id)
);

-- Stripe's objects as documents; what time has to do with them next stands beside them.
create table sandbox.thing (
    seq         bigint generated always as identity primary key,
    thing_id    text   not null,
    account_id  bigint not null references sandbox.account on delete cascade,
    kind        text   not null,
    created     bigint not null,
    due_at      bigint,
    json        jsonb  not null,
    hidden      jsonb  not null,
    constraint thing_id_once unique (account_id, thing_id)
);
create index thing_by_kind on sandbox.thing (account_id, kind, seq);
create index thing_by_content on sandbox.thing using gin (json jsonb_path_ops);
create index thing_by_id on sandbox.thing (thing_id);
create index thing_due on sandbox.thing (due_at, seq) where due_at is not null;

create table sandbox.event (
    seq         bigint generated always as identity primary key,
    event_id    text   not null,
    account_id  bigint not null references sandbox.account on delete cascade,
    type        text   not null,
    created     bigint not null,
    json        jsonb  not null,
    constraint event_id_once unique (event_id)
);
create index event_by_account on sandbox.event (account_id, seq);

-- One row for each time an event is to reach an endpoint; next_at is wall time, since receivers live in it.
create table sandbox.delivery (
    delivery_id  bigint generated always as identity primary key,
    event_id     text        not null references sandbox.event (event_id) on delete cascade,
    account_id   bigint      not null,
    endpoint_id  text        not null,
    state        text        not null default 'pending',
    attempts     integer     not null default 0,
    next_at      timestamptz not null default now(),
    answered_at  timestamptz,
    answer       text,
    constraint delivery_state_known check (state in ('pending', 'delivered', 'failed', 'dropped')),
    constraint delivery_answer_says_when check (state <> 'delivered' or answered_at is not null)
);
create index delivery_due on sandbox.delivery (next_at, delivery_id) where state = 'pending';
create index delivery_by_event on sandbox.delivery (event_id);

create table sandbox.idempotency_key (
    account_id      bigint      not null references sandbox.account on delete cascade,
    idempotency_key text        not null,
    request_hash    bytea       not null,
    request_id      text        not null,
    status          integer,
    body            text,
    created_at      timestamptz not null default now(),
    primary key (account_id, idempotency_key),
    constraint idempotency_key_answer_whole check ((status is null) = (body is null))
);

-- Who hears every account: asked for by whoever started the sandbox, kept through a reset.
create table sandbox.listener (
    url     text primary key,
    secret  text not null
);

create table sandbox.setting (
    only_row       boolean primary key default true,
    offset_seconds bigint  not null default 0,
    retry_days     integer[] not null default '{3,5,7}',
    exhausted      text    not null default 'CANCEL',
    constraint setting_once check (only_row),
    constraint setting_clock_goes_forward check (offset_seconds >= 0),
    constraint setting_exhausted_known check (exhausted in ('CANCEL', 'UNPAID', 'PAST_DUE'))
);
insert into sandbox.setting default values;

-- Faults to order: remaining is null for one that lasts until it is switched off.
create table sandbox.fault (
    fault_id  bigint generated always as identity primary key,
    kind      text    not null,
    remaining integer,
    matches   text,
    moment    text    not null default 'before',
    seconds   integer not null default 0,
    status    integer not null default 500,
    constraint fault_kind_known check (kind in ('drop', 'duplicate', 'delay', 'answer', 'hang', 'reset', 'decline')),
    constraint fault_moment_known check (moment in ('before', 'after')),
    constraint fault_remaining_positive check (remaining > 0),
    constraint fault_seconds_bounded check (seconds between 0 and 600)
);
