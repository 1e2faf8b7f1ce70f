-- Double entry, append-only. A transaction is a fact that happened once (its source says which); its entries sum to zero in each
-- currency, and the database itself refuses a commit where they do not. What was wrong is put right by a new transaction.
create table ledger.account (
    account text not null,
    kind    text not null,
    constraint account_pk primary key (account),
    constraint account_kind_known check (kind in ('asset', 'income', 'expense'))
);

insert into ledger.account (account, kind)
values ('stripe_balance', 'asset'),
       ('bank', 'asset'),
       ('contributions', 'income'),
       ('stripe_fees', 'expense'),
       ('refunds', 'expense'),
       ('disputes', 'expense');

create table ledger.transaction (
    transaction_id uuid        not null,
    source         text        not null,
    kind           text        not null,
    reference      uuid,
    occurred_at    timestamptz not null,
    posted_at      timestamptz not null,
    constraint transaction_pk primary key (transaction_id),
    constraint transaction_source_once unique (source),
    constraint transaction_kind_known check (kind in ('charge', 'refund', 'dispute', 'payout', 'adjustment'))
);
comment on column ledger.transaction.source is 'What it stands for at Stripe: the id of a balance transaction';
comment on column ledger.transaction.reference is 'Our payment that it belongs to';
create index transaction_reference on ledger.transaction (reference);
create index transaction_occurred_at on ledger.transaction (occurred_at);

create table ledger.entry (
    transaction_id uuid     not null,
    position       smallint not null,
    account        text     not null,
    currency       char(3)  not null,
    amount_minor   bigint   not null,
    constraint entry_pk primary key (transaction_id, position),
    constraint entry_transaction_fk foreign key (transaction_id) references ledger.transaction (transaction_id),
    constraint entry_account_fk foreign key (account) references ledger.account (account),
    constraint entry_moves_something check (amount_minor <> 0),
    constraint entry_currency_code check (currency = upper(currency))
);
comment on column ledger.entry.amount_minor is 'Debit positive, credit negative, in the currency''s smallest unit';
create index entry_account on ledger.entry (account, currency);

create function ledger.refuse_unbalanced() returns trigger
    language plpgsql as
$$
begin
    if exists (select 1
                 from ledger.entry
                where transaction_id = new.transaction_id
                group by currency
               having sum(amount_minor) <> 0)
    then
        raise exception 'Transaction % does not balance', new.transaction_id using errcode = 'check_violation',
            constraint = 'entry_balances';
    end if;
    return null;
end
$$;

-- Looked at when the transaction commits, so that its entries may be inserted one by one.
create constraint trigger entry_balances
    after insert on ledger.entry
    deferrable initially deferred
    for each row execute function ledger.refuse_unbalanced();

create function ledger.refuse_empty() returns trigger
    language plpgsql as
$$
begin
    if not exists (select 1 from ledger.entry where transaction_id = new.transaction_id) then
        raise exception 'Transaction % has no entries', new.transaction_id using errcode = 'check_violation',
            constraint = 'transaction_has_entries';
    end if;
    return null;
end
$$;

create constraint trigger transaction_has_entries
    after insert on ledger.transaction
    deferrable initially deferred
    for each row execute function ledger.refuse_empty();
