-- Each time a webhook was sent: when it was signed, and what came back.
create table sandbox.attempt (
    attempt_id   bigint generated always as identity primary key,
    delivery_id  bigint      not null references sandbox.delivery on delete cascade,
    at           timestamptz not null default now(),
    signed_at    bigint      not null,
    answer       text        not null,
    took_ms      integer     not null
);
create index attempt_by_delivery on sandbox.attempt (delivery_id, attempt_id);

-- A delivery may be held by a fault that reorders, and leaves in another's place.
alter table sandbox.delivery
    add column resent boolean not null default false,
    add column held_by bigint,
    add column place bigint;
create index delivery_held on sandbox.delivery (held_by) where held_by is not null;
