-- What lives on a test clock passes through that clock's time and no other; an empty name is the sandbox's own.
alter table sandbox.thing add column clock_id text not null default '';
drop index sandbox.thing_due;
create index thing_due on sandbox.thing (clock_id, due_at, seq) where due_at is not null;
create index thing_on_clock on sandbox.thing (account_id, clock_id, seq) where clock_id <> '';
create index thing_clock on sandbox.thing (seq) where kind = 'test_helpers.test_clock';
