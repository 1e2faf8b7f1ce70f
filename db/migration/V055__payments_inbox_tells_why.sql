-- Why an event waits, was left alone or was given up, so that the desk can show it and have it tried again.
alter table payments.stripe_event
    add column api_version text;
comment on column payments.stripe_event.api_version is 'In which version of Stripe''s API it was written; null where it did not say';

alter table payments.stripe_event_work
    add column promise_id  uuid,
    add column finished_at timestamptz;
comment on column payments.stripe_event_work.failure is
    'Why it is not done: parked (Stripe knows no such object yet), foreign, other_mode, or the kind of failure';
create index stripe_event_work_dead on payments.stripe_event_work (stripe_event_id) where state = 'dead';
