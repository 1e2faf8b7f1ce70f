-- Who works here. A row without a passkey (ready_at) is a set-up on its way, or the owner of a machine in local mode.
create table staff.staff_member (
    member_id           uuid        not null,
    display_name_sealed bytea       not null,
    roles               text[]      not null,
    state               text        not null default 'active',
    created_at          timestamptz not null,
    ready_at            timestamptz,
    constraint staff_member_pk primary key (member_id),
    constraint staff_member_roles_known check (roles <@ array['editor', 'care', 'finance', 'owner']),
    constraint staff_member_has_a_role check (cardinality(roles) > 0),
    constraint staff_member_state_known check (state in ('active', 'disabled'))
);

-- The way in for the first owner. The link is stored as a hash; used_at is set only once its owner has a passkey.
create table staff.setup_link (
    token_hash bytea       not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    member_id  uuid,
    used_at    timestamptz,
    constraint setup_link_pk primary key (token_hash),
    constraint setup_link_is_a_sha256 check (octet_length(token_hash) = 32),
    constraint setup_link_used_by_somebody check (used_at is null or member_id is not null),
    constraint setup_link_member_fk foreign key (member_id) references staff.staff_member (member_id) on delete set null
);

-- Each opens the registration of a new passkey, once.
create table staff.recovery_code (
    code_hash  bytea       not null,
    member_id  uuid        not null,
    created_at timestamptz not null,
    used_at    timestamptz,
    constraint recovery_code_pk primary key (code_hash),
    constraint recovery_code_is_a_sha256 check (octet_length(code_hash) = 32),
    constraint recovery_code_member_fk foreign key (member_id) references staff.staff_member (member_id) on delete cascade
);
create index recovery_code_member on staff.recovery_code (member_id);
