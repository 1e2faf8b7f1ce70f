-- What happens after a charge was refused: how long we wait, and which letters go out when and in which tone. The newsroom's own decision.
create table contributions.grace_policy (
    policy_id smallint not null default 1,
    days      smallint not null,
    constraint grace_policy_pk primary key (policy_id),
    constraint grace_policy_is_one check (policy_id = 1),
    constraint grace_policy_days_sensible check (days between 1 and 90)
);

create table contributions.grace_letter (
    position smallint not null,
    day      smallint not null,
    tone     text     not null,
    constraint grace_letter_pk primary key (position),
    constraint grace_letter_three_of_them check (position between 1 and 3),
    constraint grace_letter_day_once unique (day),
    constraint grace_letter_day_sensible check (day between 0 and 89),
    constraint grace_letter_tone_known check (tone in ('light', 'plain', 'last'))
);

insert into contributions.grace_policy (days) values (21);
insert into contributions.grace_letter (position, day, tone)
values (1, 0, 'light'), (2, 7, 'plain'), (3, 16, 'last');

-- What was done about one time of being behind, which is told by the last money before it.
create table contributions.overdue_step (
    contribution_id uuid        not null,
    behind_since    timestamptz not null,
    step            text        not null,
    done_at         timestamptz not null,
    constraint overdue_step_pk primary key (contribution_id, behind_since, step),
    constraint overdue_step_contribution_fk foreign key (contribution_id) references contributions.contribution (contribution_id),
    constraint overdue_step_known check (step in ('letter_1', 'letter_2', 'letter_3', 'lapse', 'farewell'))
);
comment on column contributions.overdue_step.behind_since is 'When the last money before it arrived: it stays the same until the next money does';
