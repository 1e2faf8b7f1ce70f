-- What happened to a contribution, only ever added to. amount_delta_minor is what its recurring amount moved by, per period of its
-- frequency and in full: recurring income at an instant is the sum of deltas until then, monthly ones as they are and annual ones
-- divided by twelve once, after adding. It is zero for whatever moves no recurring income (a renewal, a failure, a single gift).
create table contributions.contribution_event (
    event_id           bigint      not null generated always as identity,
    contribution_id    uuid        not null,
    kind               text        not null,
    at                 timestamptz not null,
    frequency          text        not null,
    currency           char(3)     not null,
    amount_delta_minor bigint      not null,
    payment_id         uuid,
    recorded_at        timestamptz not null,
    constraint contribution_event_pk primary key (event_id),
    constraint contribution_event_fk foreign key (contribution_id) references contributions.contribution (contribution_id),
    constraint contribution_event_kind_known check (
        kind in ('given', 'started', 'renewed', 'failed', 'recovered', 'amount_changed', 'stop_scheduled', 'stop_withdrawn', 'ended')),
    constraint contribution_event_frequency_known check (frequency in ('once', 'monthly', 'annual')),
    constraint contribution_event_currency_code check (currency ~ '^[A-Z]{3}$'),
    constraint contribution_event_delta_fits_kind check (
        case kind
            when 'started' then amount_delta_minor > 0
            when 'amount_changed' then true
            when 'ended' then amount_delta_minor <= 0
            else amount_delta_minor = 0
        end),
    constraint contribution_event_gifts_move_nothing check (frequency <> 'once' or amount_delta_minor = 0),
    constraint contribution_event_given_is_once check ((kind = 'given') <= (frequency = 'once')),
    constraint contribution_event_money_names_payment check ((kind in ('given', 'started', 'renewed')) = (payment_id is not null))
);

create unique index contribution_event_starts_once on contributions.contribution_event (contribution_id)
    where kind in ('given', 'started');
create unique index contribution_event_payment_once on contributions.contribution_event (payment_id)
    where payment_id is not null;
create unique index contribution_event_failure_once on contributions.contribution_event (contribution_id, at)
    where kind = 'failed';
create index contribution_event_of on contributions.contribution_event (contribution_id, at);
create index contribution_event_moves on contributions.contribution_event (currency, frequency, at)
    where amount_delta_minor <> 0;

revoke update, delete on contributions.contribution_event from broadsheet_app;
