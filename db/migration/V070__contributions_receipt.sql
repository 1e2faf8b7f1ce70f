-- Receipts are numbered without gaps in each year of the newsroom's zone: the number is taken in the transaction that stores the payment,
-- so what is rolled back gives its number back. A receipt says what was true when it was issued, and is never changed.
create table contributions.receipt_year (
    year        smallint not null,
    last_number int      not null,
    constraint receipt_year_pk primary key (year),
    constraint receipt_year_sensible check (year between 2000 and 9999 and last_number > 0)
);

create table contributions.receipt (
    payment_id      uuid        not null,
    contribution_id uuid        not null,
    year            smallint    not null,
    number          int         not null,
    frequency       text        not null,
    currency        char(3)     not null,
    base_minor      bigint      not null,
    fee_minor       bigint      not null,
    amount_minor    bigint      not null,
    paid_at         timestamptz not null,
    card            text,
    language        text        not null,
    promise_text    text        not null,
    promised_on     date        not null,
    issued_at       timestamptz not null,
    constraint receipt_pk primary key (payment_id),
    constraint receipt_number_once unique (year, number),
    constraint receipt_contribution_fk foreign key (contribution_id) references contributions.contribution (contribution_id),
    constraint receipt_year_fk foreign key (year) references contributions.receipt_year (year),
    constraint receipt_number_counts check (number > 0),
    constraint receipt_frequency_known check (frequency in ('once', 'monthly', 'annual')),
    constraint receipt_currency_code check (currency ~ '^[A-Z]{3}$'),
    constraint receipt_amount_positive check (base_minor > 0 and fee_minor >= 0),
    constraint receipt_amount_adds_up check (amount_minor = base_minor + fee_minor)
);
create index receipt_of_contribution on contributions.receipt (contribution_id, paid_at);
create index receipt_paid_at on contributions.receipt (paid_at);

revoke update, delete on contributions.receipt from broadsheet_app;
revoke delete on contributions.receipt_year from broadsheet_app;
