-- Tables that libraries bring, with their own names, in their own schema: sessions, passkeys and due jobs. They hold ids and
-- nothing personal; a principal or a passkey's user name is a member's UUID.

-- Spring Session JDBC 4.1
create table public.spring_session (
    primary_id            char(36)     not null constraint spring_session_pk primary key,
    session_id            char(36)     not null,
    creation_time         bigint       not null,
    last_access_time      bigint       not null,
    max_inactive_interval int          not null,
    expiry_time           bigint       not null,
    principal_name        varchar(100)
);
create unique index spring_session_ix1 on public.spring_session (session_id);
create index spring_session_ix2 on public.spring_session (expiry_time);
create index spring_session_ix3 on public.spring_session (principal_name);

create table public.spring_session_attributes (
    session_primary_id char(36)     not null,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    constraint spring_session_attributes_pk primary key (session_primary_id, attribute_name),
    constraint spring_session_attributes_fk foreign key (session_primary_id)
        references public.spring_session (primary_id) on delete cascade
);

-- Spring Security WebAuthn 7.1
create table public.user_entities (
    id           varchar(1000) not null constraint user_entities_pk primary key,
    name         varchar(100)  not null,
    display_name varchar(200)
);

create table public.user_credentials (
    credential_id                varchar(1000) not null constraint user_credentials_pk primary key,
    user_entity_user_id          varchar(1000) not null,
    public_key                   bytea         not null,
    signature_count              bigint,
    uv_initialized               boolean,
    backup_eligible              boolean       not null,
    authenticator_transports     varchar(1000),
    public_key_credential_type   varchar(100),
    backup_state                 boolean       not null,
    attestation_object           bytea,
    attestation_client_data_json bytea,
    created                      timestamp,
    last_used                    timestamp,
    label                        varchar(1000) not null
);

-- db-scheduler 16
create table public.scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    constraint scheduled_tasks_pk primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on public.scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on public.scheduled_tasks (last_heartbeat);
