-- A key is forgotten after a day, and the sandbox's days can pass in a second.
alter table sandbox.idempotency_key
    drop column created_at,
    add column created bigint not null default 0;
