-- A contribution can pause, change its rhythm, wait for its owner's word, and tells who moved it, why and by what.
alter table payments.subscription
    add column resumes_at timestamptz;

alter table contributions.contribution
    add column paused_until timestamptz,
    add column held_since   timestamptz,
    add column revision     int not null default 0,
    drop constraint contribution_state_known,
    drop constraint contribution_next_charge_while_it_runs,
    drop constraint contribution_stops_while_it_runs,
    drop constraint contribution_end_reason_known,
    add constraint contribution_state_known check (
        state in ('pending', 'active', 'paused', 'past_due', 'held', 'ended', 'given')),
    add constraint contribution_next_charge_while_it_lives check (
        next_charge_at is null or state in ('active', 'paused', 'past_due')),
    add constraint contribution_stops_while_it_lives check (stops_at is null or state in ('active', 'paused', 'past_due')),
    add constraint contribution_paused_until_while_paused check (paused_until is null or state = 'paused'),
    add constraint contribution_held_says_since check ((state = 'held') = (held_since is not null)),
    add constraint contribution_end_reason_known check (
        end_reason in ('stopped', 'unpaid', 'never_paid', 'withdrawn', 'double', 'disputed'));
comment on column contributions.contribution.revision is
    'Counts what was asked for, by anybody: who decided with an older one in view is told so';

alter table contributions.contribution_event
    add column from_state      text,
    add column to_state        text,
    add column asked_by_kind   text,
    add column asked_by_id     uuid,
    add column why             text,
    add column stripe_event_id text,
    add column command_id      uuid,
    drop constraint contribution_event_kind_known,
    drop constraint contribution_event_delta_fits_kind,
    drop constraint contribution_event_money_names_payment,
    add constraint contribution_event_kind_known check (
        kind in ('given', 'started', 'held', 'renewed', 'failed', 'fell_behind', 'recovered', 'amount_changed', 'frequency_left',
                 'frequency_taken', 'charge_moved', 'paused', 'resumed', 'stop_scheduled', 'stop_withdrawn', 'made_single', 'ended')),
    add constraint contribution_event_delta_fits_kind check (
        case kind
            when 'started' then amount_delta_minor > 0
            when 'amount_changed' then true
            when 'frequency_left' then amount_delta_minor <= 0
            when 'frequency_taken' then amount_delta_minor >= 0
            when 'paused' then amount_delta_minor <= 0
            when 'resumed' then amount_delta_minor >= 0
            when 'fell_behind' then amount_delta_minor >= 0
            when 'made_single' then amount_delta_minor <= 0
            when 'ended' then amount_delta_minor <= 0
            else amount_delta_minor = 0
        end),
    add constraint contribution_event_money_names_payment check (
        (kind in ('given', 'started', 'held', 'renewed')) = (payment_id is not null)),
    add constraint contribution_event_says_both_ends check ((from_state is null) = (to_state is null)),
    add constraint contribution_event_asked_by_known check (asked_by_kind in ('supporter', 'link', 'staff', 'newsroom')),
    -- Every move there is. The same table stands in the code, and a test holds the two against each other.
    add constraint contribution_event_move_legal check (
        from_state is null or from_state || ' ' || kind || ' ' || to_state in (
            'pending given given',
            'pending started active',
            'pending held held',
            'pending failed pending',
            'pending ended ended',
            'held renewed held',
            'held failed held',
            'held made_single given',
            'held ended ended',
            'active renewed active',
            'active amount_changed active',
            'active frequency_left active',
            'active frequency_taken active',
            'active charge_moved active',
            'active stop_scheduled active',
            'active stop_withdrawn active',
            'active failed active',
            'active failed past_due',
            'active fell_behind past_due',
            'active paused paused',
            'active made_single given',
            'active ended ended',
            'paused paused paused',
            'paused renewed paused',
            'paused failed paused',
            'paused amount_changed paused',
            'paused frequency_left paused',
            'paused frequency_taken paused',
            'paused stop_scheduled paused',
            'paused stop_withdrawn paused',
            'paused resumed active',
            'paused fell_behind past_due',
            'paused made_single given',
            'paused ended ended',
            'past_due renewed past_due',
            'past_due failed past_due',
            'past_due amount_changed past_due',
            'past_due frequency_left past_due',
            'past_due frequency_taken past_due',
            'past_due stop_scheduled past_due',
            'past_due stop_withdrawn past_due',
            'past_due recovered active',
            'past_due paused paused',
            'past_due made_single given',
            'past_due ended ended',
            'given failed given',
            'given renewed given',
            'ended started ended',
            'ended renewed ended',
            'ended failed ended',
            'ended ended ended',
            'ended given given'));
comment on column contributions.contribution_event.from_state is 'Null for what was written before states were kept beside it';

-- Whoever moves it, and by whatever statement.
create function contributions.refuse_illegal_move() returns trigger language plpgsql as $$
begin
    if old.state || ' ' || new.state not in (
            'active ended',
            'active given',
            'active past_due',
            'active paused',
            'ended given',
            'held ended',
            'held given',
            'past_due active',
            'past_due ended',
            'past_due given',
            'past_due paused',
            'paused active',
            'paused ended',
            'paused given',
            'paused past_due',
            'pending active',
            'pending ended',
            'pending given',
            'pending held')
    then
        raise exception 'no contribution goes from % to %', old.state, new.state
            using errcode = 'check_violation', constraint = 'contribution_move_legal';
    end if;
    return new;
end $$;

create trigger contribution_move_legal
    before update of state on contributions.contribution
    for each row when (old.state is distinct from new.state)
    execute function contributions.refuse_illegal_move();

-- One live monthly or annual contribution per supporter.
create unique index contribution_one_live_per_member on contributions.contribution (member_id)
    where frequency <> 'once' and state in ('active', 'paused', 'past_due');
