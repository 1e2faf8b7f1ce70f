-- What somebody wanted changed in a contribution, when, and how far it is. One row per click that was taken; commands are the orders to
-- Stripe that it led to (payments.stripe_command). state: asked, done, refused.
create table contributions.change (
    change_id       uuid        not null default uuidv7(),
    contribution_id uuid        not null,
    kind            text        not null,
    revision        int         not null,
    form_key        text        not null,
    commands        uuid[]      not null,
    state           text        not null default 'asked',
    reason          text,
    asked_at        timestamptz not null,
    asked_by_kind   text        not null,
    asked_by_id     uuid,
    finished_at     timestamptz,
    constraint change_pk primary key (change_id),
    constraint change_contribution_fk foreign key (contribution_id) references contributions.contribution (contribution_id),
    -- However often a form is sent, it is taken once; and of two forms that were shown together, one.
    constraint change_form_once unique (contribution_id, form_key),
    constraint change_revision_once unique (contribution_id, revision),
    constraint change_kind_known check (
        kind in ('stop', 'keep', 'amount', 'frequency', 'day', 'pause', 'resume', 'single', 'withdraw', 'double')),
    constraint change_state_known check (state in ('asked', 'done', 'refused')),
    constraint change_finished_says_when check ((state = 'asked') = (finished_at is null)),
    constraint change_reason_known check (reason in ('money', 'less', 'piece', 'trouble', 'other')),
    constraint change_asked_by_known check (asked_by_kind in ('supporter', 'link', 'staff', 'newsroom'))
);
create index change_by_command on contributions.change using gin (commands);
