-- Time passes over thousands of objects at once: they are found by the ids they mention, not by all they say.
drop index sandbox.thing_by_content;
drop index sandbox.thing_by_id;
drop index sandbox.thing_due;
alter table sandbox.thing
    drop constraint thing_id_once,
    add constraint thing_id_once unique (thing_id, account_id),
    add column mentions text[] not null default '{}',
    add column parked   text,
    add constraint thing_parked_is_not_due check (parked is null or due_at is null);
create index thing_by_mention on sandbox.thing using gin (mentions);
create index thing_due on sandbox.thing (due_at, seq) where due_at is not null;
create index thing_parked on sandbox.thing (seq) where parked is not null;

update sandbox.thing
   set mentions = coalesce((
           select array_agg(distinct word #>> '{}')
             from jsonb_path_query(json, 'strict $.** ? (@.type() == "string")') as word
            where word #>> '{}' ~ '^[a-z]{2,12}_[A-Za-z0-9_]{6,70}$' or word #>> '{}' like '%@%'), '{}');

-- An event never changes: it is kept as it is sent, and deliveries leave in the order in which they were put here.
alter table sandbox.event alter column json type json;
create index delivery_in_order on sandbox.delivery (delivery_id) where state = 'pending';
