-- What a reader agreed to, word for word, before Stripe was asked for a payment page. Written once; only its state moves on.
create table contributions.promise (
    promise_id         uuid        not null default uuidv7(),
    form_key           text        not null,
    content_hash       bytea       not null,
    attempt            smallint    not null default 1,
    frequency          text        not null,
    currency           char(3)     not null,
    base_minor         bigint      not null,
    fee_minor          bigint      not null,
    amount_minor       bigint      not null,
    first_charge_on    date        not null,
    anchor_day         smallint,
    language           text        not null,
    promise_text       text        not null,
    text_version       smallint    not null,
    appeal_variant     text,
    article_slug       text,
    payer_browser_hash bytea       not null,
    thanks_token_hash  bytea       not null,
    email_sealed       bytea,
    email_index        bytea,
    name_sealed        bytea,
    state              text        not null default 'open',
    created_at         timestamptz not null,
    closed_at          timestamptz,
    constraint promise_pk primary key (promise_id),
    -- Twenty clicks on one form are one promise; another amount on the same form is another, and so is a page that had closed.
    constraint promise_once unique (form_key, content_hash, attempt),
    constraint promise_thanks_once unique (thanks_token_hash),
    constraint promise_frequency_known check (frequency in ('once', 'monthly', 'annual')),
    constraint promise_currency_code check (currency ~ '^[A-Z]{3}$'),
    constraint promise_amount_positive check (base_minor > 0 and fee_minor >= 0),
    constraint promise_amount_adds_up check (amount_minor = base_minor + fee_minor),
    constraint promise_anchor_day check (
        (frequency = 'once') = (anchor_day is null) and (anchor_day is null or anchor_day between 1 and 31)),
    constraint promise_says_something check (promise_text <> ''),
    constraint promise_hashes check (
        octet_length(content_hash) = 32 and octet_length(payer_browser_hash) = 32 and octet_length(thanks_token_hash) = 32),
    constraint promise_email_whole check ((email_sealed is null) = (email_index is null)),
    constraint promise_attempt_counts check (attempt > 0),
    constraint promise_state_known check (state in ('open', 'completed', 'expired', 'replaced')),
    constraint promise_closed_says_when check ((state = 'open') = (closed_at is null))
);

create index promise_open_in_browser on contributions.promise (payer_browser_hash) where state = 'open';
create index promise_of_address on contributions.promise (email_index) where email_index is not null;
