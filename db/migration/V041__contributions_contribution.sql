-- The life of a promise once the reader came through the payment page. A single gift is one as well, with a short life.
create table contributions.contribution (
    contribution_id uuid        not null default uuidv7(),
    promise_id      uuid        not null,
    member_id       uuid,
    frequency       text        not null,
    currency        char(3)     not null,
    amount_minor    bigint      not null,
    state           text        not null,
    created_at      timestamptz not null,
    started_at      timestamptz,
    settled_at      timestamptz,
    paid_until      timestamptz,
    next_charge_at  timestamptz,
    past_due_since  timestamptz,
    attempts        smallint,
    next_attempt_at timestamptz,
    stops_at        timestamptz,
    ended_at        timestamptz,
    end_reason      text,
    constraint contribution_pk primary key (contribution_id),
    constraint contribution_of_promise unique (promise_id),
    constraint contribution_promise_fk foreign key (promise_id) references contributions.promise (promise_id),
    constraint contribution_frequency_known check (frequency in ('once', 'monthly', 'annual')),
    constraint contribution_currency_code check (currency ~ '^[A-Z]{3}$'),
    constraint contribution_amount_positive check (amount_minor > 0),
    constraint contribution_state_known check (state in ('pending', 'active', 'past_due', 'ended', 'given')),
    constraint contribution_state_fits_frequency check (
        case when frequency = 'once' then state in ('pending', 'given', 'ended') else state <> 'given' end),
    -- started_at is the first settled payment, settled_at the latest: nobody supports before money arrived.
    constraint contribution_settled_once check (
        case state when 'pending' then started_at is null when 'ended' then true else started_at is not null end),
    constraint contribution_settled_since_it_started check (
        (started_at is null) = (settled_at is null) and (started_at is null or started_at <= settled_at)),
    constraint contribution_past_due_says_since check (
        (state = 'past_due') = (past_due_since is not null) and (state = 'past_due') = (attempts is not null)),
    constraint contribution_next_attempt_when_past_due check (next_attempt_at is null or state = 'past_due'),
    constraint contribution_next_charge_while_it_runs check (next_charge_at is null or state in ('active', 'past_due')),
    constraint contribution_stops_while_it_runs check (stops_at is null or state in ('active', 'past_due')),
    constraint contribution_ended_says_when_and_why check (
        (state = 'ended') = (ended_at is not null) and (state = 'ended') = (end_reason is not null)),
    constraint contribution_end_reason_known check (end_reason in ('stopped', 'unpaid', 'never_paid'))
);

create index contribution_of_member on contributions.contribution (member_id) where member_id is not null;
create index contribution_running on contributions.contribution (currency, frequency) where state in ('active', 'past_due');
