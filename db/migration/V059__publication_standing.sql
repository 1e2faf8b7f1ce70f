-- Where this newsroom stands: which address it serves and which account at Stripe it uses. A copy of the database that wakes up
-- somewhere else finds that it is a copy, and neither charges nor writes to anybody until an owner says that it moved.
create table publication.standing (
    newsroom_id    smallint    not null default 1,
    base_url       text        not null,
    stripe_mode    text        not null,
    stripe_account text,
    confirmed_at   timestamptz not null,
    constraint standing_pk primary key (newsroom_id),
    constraint standing_newsroom_fk foreign key (newsroom_id) references publication.newsroom (newsroom_id),
    constraint standing_mode_known check (stripe_mode in ('test', 'live'))
);
comment on column publication.standing.stripe_account is 'Null until Stripe has told it';
