-- When everything at Stripe was last compared with what we know, and how far back.
create table payments.sweep (
    sweep_id    uuid        not null default uuidv7(),
    since       timestamptz not null,
    began_at    timestamptz not null,
    finished_at timestamptz not null,
    refreshed   int         not null,
    constraint sweep_pk primary key (sweep_id),
    constraint sweep_looks_back check (since < began_at),
    constraint sweep_counts check (refreshed >= 0)
);
comment on column payments.sweep.began_at is 'By the clock that Stripe''s objects are dated by';

-- A second payment for one period is kept apart: it is in the books, and out of the contribution's life, until somebody decides.
alter table payments.payment
    add column quarantined boolean not null default false,
    add constraint payment_quarantined_is_nobodys check (not quarantined or subscription_id is null);
