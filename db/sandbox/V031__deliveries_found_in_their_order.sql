-- Of many webhooks that wait, the next hundred are found without looking at the others.
drop index sandbox.delivery_in_order;
create index delivery_in_order on sandbox.delivery (coalesce(place, delivery_id))
 where state = 'pending' and held_by is null;
