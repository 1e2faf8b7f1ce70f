-- The card that a promise is charged to, as Stripe last told it: what it is called, until when it is good, and to which one we have turned.
create table payments.card (
    promise_id uuid        not null,
    in_use     text,
    label      text,
    expires_on date,
    turned_to  text,
    read_at    timestamptz not null,
    constraint card_pk primary key (promise_id),
    constraint card_promise_fk foreign key (promise_id) references payments.checkout (promise_id),
    constraint card_expires_with_label check (expires_on is null or label is not null)
);
comment on column payments.card.expires_on is 'The last day of the month that is printed on it';
comment on column payments.card.turned_to is 'The payment method that we last asked Stripe to charge: asked once, whatever came of it';
create index card_expires_on on payments.card (expires_on) where expires_on is not null;
