-- The outbox to Stripe: everything that we ask it to do, kept before it is asked, with a key of our own, until the outcome is known.
-- state: queued (not asked yet), unknown (asked, or about to be: it is looked up before it is asked again), done, refused.
create table payments.stripe_command (
    command_id      uuid        not null default uuidv7(),
    promise_id      uuid        not null,
    kind            text        not null,
    arguments       jsonb       not null,
    idempotency_key text        not null,
    key_made_at     timestamptz not null,
    state           text        not null default 'queued',
    attempts        int         not null default 0,
    next_attempt_at timestamptz not null,
    asked_at        timestamptz not null,
    asked_by_kind   text        not null,
    asked_by_id     uuid,
    finished_at     timestamptz,
    failure         text,
    refusal         text,
    stripe_object   text,
    constraint stripe_command_pk primary key (command_id),
    constraint stripe_command_promise_fk foreign key (promise_id) references payments.checkout (promise_id),
    constraint stripe_command_key_once unique (idempotency_key),
    constraint stripe_command_kind_is_a_word check (kind ~ '^[a-z_]+$'),
    constraint stripe_command_state_known check (state in ('queued', 'unknown', 'done', 'refused')),
    constraint stripe_command_attempts_count check (attempts >= 0 and (attempts > 0 or state = 'queued')),
    constraint stripe_command_finished_says_when check ((state in ('done', 'refused')) = (finished_at is not null)),
    constraint stripe_command_refused_says_why check ((state = 'refused') = (refusal is not null)),
    constraint stripe_command_asked_by_known check (asked_by_kind in ('supporter', 'link', 'staff', 'newsroom')),
    constraint stripe_command_staff_have_names check (asked_by_kind <> 'staff' or asked_by_id is not null)
);
comment on column payments.stripe_command.failure is 'Why the last attempt brought no answer; null while one is under way';
create index stripe_command_due on payments.stripe_command (next_attempt_at) where state in ('queued', 'unknown');
create index stripe_command_of on payments.stripe_command (promise_id, command_id);
