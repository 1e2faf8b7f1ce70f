-- What the figures of the desk are made of: the only place where SQL crosses schemas. Runs after all versioned migrations, and
-- again whenever this file changes. The views belong to the owner, so broadsheet_report reads them and nothing under them. No view
-- carries a name, an address or anything else that is personal: a supporter is a number to tell heads apart.
--
-- Days and months are those of the newsroom's zone. Sums in different currencies are never added. A migration that drops or
-- retypes a column which is read here begins by dropping the view, and touches this file so that it comes back.
drop view if exists reports.proof, reports.proof_difference, reports.payout, reports.ledger_seal, reports.ledger_sum, reports.ledger_month, reports.ledger_account, reports.ledger_entry,
    reports.contribution_mismatch, reports.payment_unbooked, reports.payment_month, reports.payment_received,
    reports.supporter_month, reports.recurring_month, reports.recurring_movement, reports.contribution_taken_back;

-- A first payment that went back in full within 14 days: such a contribution never was recurring income, then or later.
create view reports.contribution_taken_back as
select started.contribution_id
  from contributions.contribution_event started
  join payments.payment on payment.payment_id = started.payment_id
 where started.kind = 'started'
   and payment.state = 'refunded'
   and exists (select 1
                 from ledger.transaction refund
                where refund.reference = payment.payment_id
                  and refund.kind = 'refund'
                  and refund.occurred_at < payment.paid_at + interval '14 days');

-- Every change of recurring income, in order. amount_minor is what the contribution recurs at from here on, per period of its
-- frequency and in full, until the month next_month (null: until further notice). So what recurs at the end of month M is
--     month <= M and (next_month is null or next_month > M) and amount_minor > 0
-- and the same sum comes out of adding delta_minor until then.
--
-- step tells when the contribution itself began (1) or ended (-1). A supporter is a head: whoever has several contributions joins
-- with the first and is lost with the last, in a currency (heads) and over all of them (heads_overall). At one instant what begins
-- counts before what ends, so that changing from monthly to annual is neither a gain nor a loss.
create view reports.recurring_movement as
with movement as (
    select event.event_id, event.contribution_id, contribution.promise_id,
           coalesce(contribution.member_id, contribution.contribution_id) as supporter,
           event.kind, event.at, event.frequency, event.currency,
           event.amount_delta_minor as delta_minor,
           sum(event.amount_delta_minor) over (
               partition by event.contribution_id order by event.at, event.event_id)::bigint as amount_minor,
           event.payment_id, contribution.started_at, contribution.state as state_now,
           case event.kind when 'ended' then contribution.end_reason else event.kind end as reason
      from contributions.contribution_event event
      join contributions.contribution on contribution.contribution_id = event.contribution_id
     where event.amount_delta_minor <> 0
       and not exists (select 1
                         from reports.contribution_taken_back back
                        where back.contribution_id = event.contribution_id)
), stepped as (
    select movement.*,
           case when amount_minor > 0 and amount_minor - delta_minor <= 0 then 1
                when amount_minor <= 0 and amount_minor - delta_minor > 0 then -1
                else 0
           end as step
      from movement
), counted as (
    select stepped.*,
           sum(step) over (partition by supporter, currency order by at, step desc, event_id) as running,
           sum(step) over (partition by supporter order by at, step desc, event_id) as running_overall
      from stepped
)
select event_id, contribution_id, promise_id, supporter, kind, reason, at,
       (at at time zone zone)::date as day,
       date_trunc('month', at at time zone zone)::date as month,
       lead(date_trunc('month', at at time zone zone)::date) over (
           partition by contribution_id order by at, event_id) as next_month,
       frequency, currency, delta_minor, amount_minor, step,
       case when step = 1 and running = 1 then 1 when step = -1 and running = 0 then -1 else 0 end as heads,
       case when step = 1 and running_overall = 1 then 1 when step = -1 and running_overall = 0 then -1 else 0 end
           as heads_overall,
       payment_id, started_at, state_now
  from counted
 cross join publication.newsroom;

-- The parts of recurring income by month. Monthly amounts count as they are; annual ones are added in full, and whoever shows the
-- sum divides it by twelve once, half up: 100.00 a year is 8.33 a month, and three of them are 25.00, not 24.99.
create view reports.recurring_month as
select currency, frequency, month,
       sum(delta_minor)::bigint as delta_minor,
       coalesce(sum(delta_minor) filter (where step = 1), 0)::bigint as gained_minor,
       coalesce(-sum(delta_minor) filter (where step = -1), 0)::bigint as lost_minor,
       coalesce(sum(delta_minor) filter (where step = 0 and delta_minor > 0), 0)::bigint as raised_minor,
       coalesce(-sum(delta_minor) filter (where step = 0 and delta_minor < 0), 0)::bigint as lowered_minor,
       count(*) filter (where heads = 1) as heads_gained,
       count(*) filter (where heads = -1) as heads_lost
  from reports.recurring_movement
 group by currency, frequency, month;

-- Supporters by head over all currencies: heads are not money.
create view reports.supporter_month as
select month,
       count(*) filter (where heads_overall = 1) as gained,
       count(*) filter (where heads_overall = -1 and reason <> 'unpaid') as stopped,
       count(*) filter (where heads_overall = -1 and reason = 'unpaid') as unpaid
  from reports.recurring_movement
 group by month;

-- Money that came, once and recurring, by the moment at which Stripe took it. One that went back later did come: what went back
-- stands in the books.
create view reports.payment_received as
select payment.payment_id, payment.promise_id, contribution.contribution_id,
       coalesce(contribution.member_id, contribution.contribution_id, payment.promise_id) as supporter,
       checkout.frequency, payment.currency, payment.amount_minor, payment.state, payment.paid_at,
       (payment.paid_at at time zone zone)::date as day,
       date_trunc('month', payment.paid_at at time zone zone)::date as month,
       payment.settled_currency, payment.settled_minor, payment.fee_minor, payment.net_minor,
       coalesce(payment.subscription_id, subscription.subscription_id) as subscription_id,
       payment.payment_intent_id, payment.charge_id, payment.invoice_id, payment.balance_transaction_id
  from payments.payment
  join payments.checkout on checkout.promise_id = payment.promise_id
  left join payments.subscription on subscription.promise_id = payment.promise_id
  left join contributions.contribution on contribution.promise_id = payment.promise_id
 cross join publication.newsroom
 where payment.state in ('settled', 'refunded');

create view reports.payment_month as
select currency, month,
       count(*) as payments,
       sum(amount_minor)::bigint as received_minor,
       count(*) filter (where frequency = 'once') as gifts,
       count(distinct supporter) filter (where frequency = 'once') as givers,
       coalesce(sum(amount_minor) filter (where frequency = 'once'), 0)::bigint as given_once_minor
  from reports.payment_received
 group by currency, month;

-- The books, entry by entry. Debit positive, credit negative.
create view reports.ledger_entry as
select entry.transaction_id, entry.position, entry.account, account.kind as account_kind, entry.currency, entry.amount_minor,
       transaction.source, transaction.kind, transaction.reference, transaction.occurred_at,
       date_trunc('month', transaction.occurred_at at time zone zone)::date as month
  from ledger.entry
  join ledger.transaction on transaction.transaction_id = entry.transaction_id
  join ledger.account on account.account = entry.account
 cross join publication.newsroom;

create view reports.ledger_account as
select account, account_kind, currency, sum(amount_minor)::bigint as balance_minor
  from reports.ledger_entry
 group by account, account_kind, currency;

-- In the currency in which Stripe's balance got it. Net is what the newsroom was left with: income less fees, refunds and disputes.
create view reports.ledger_month as
select currency, month,
       coalesce(-sum(amount_minor) filter (where account_kind = 'income'), 0)::bigint as gross_minor,
       coalesce(sum(amount_minor) filter (where account = 'stripe_fees'), 0)::bigint as fee_minor,
       coalesce(sum(amount_minor) filter (where account in ('refunds', 'disputes')), 0)::bigint as back_minor,
       coalesce(-sum(amount_minor) filter (where account_kind in ('income', 'expense')), 0)::bigint as net_minor
  from reports.ledger_entry
 group by currency, month;

-- The books hold when every sum here is zero, in all and transaction by transaction.
create view reports.ledger_sum as
select currency, sum(balance_minor)::bigint as balance_minor,
       count(*) filter (where balance_minor <> 0) as unbalanced_transactions
  from (select transaction_id, currency, sum(amount_minor) as balance_minor
          from ledger.entry
         group by transaction_id, currency) by_transaction
 group by currency;

-- Money that came and is not in the books: Stripe books some payments hours later, none of them days later.
create view reports.payment_unbooked as
select payment_id, currency, amount_minor, paid_at
  from reports.payment_received
 where not exists (select 1
                     from ledger.transaction
                    where transaction.reference = payment_received.payment_id
                      and transaction.kind = 'charge');

-- Contributions whose history adds up to something else than their state says. There must be none.
create view reports.contribution_mismatch as
select contribution.contribution_id
  from contributions.contribution
  left join contributions.contribution_event event on event.contribution_id = contribution.contribution_id
 where contribution.frequency <> 'once'
 group by contribution.contribution_id, contribution.state, contribution.amount_minor
having coalesce(sum(event.amount_delta_minor), 0)
       <> case when contribution.state in ('active', 'past_due') then contribution.amount_minor else 0 end;

-- The latest comparison of our books with Stripe's balance, by currency. The books are Stripe's when both are the same.
create view reports.proof as
select distinct on (currency) proof_id, currency, stripe_minor, ledger_minor, proved_at
  from payments.proof
 order by currency, proved_at desc;

-- What the latest comparison found, movement by movement.
create view reports.proof_difference as
select proof.currency, difference.source, difference.stripe_minor, difference.ledger_minor
  from reports.proof
  join payments.proof_difference difference on difference.proof_id = proof.proof_id;

-- Payouts, and whether what each gathers stands in the books. One asked for by hand gathers nothing that Stripe tells.
create view reports.payout as
select payout_id, currency, amount_minor, state, automatic, made_at, arrives_at, movements, movements_minor, ledger_minor, proved_at
  from payments.payout;

-- The end of the chain that seals the books.
create view reports.ledger_seal as
select number, encode(hash, 'hex') as hash, sealed_at
  from ledger.seal;
