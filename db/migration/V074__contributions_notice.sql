-- Letters that go out ahead of something, each once: before a yearly charge, before a card runs out.
create table contributions.notice (
    contribution_id uuid        not null,
    kind            text        not null,
    about           date        not null,
    sent_at         timestamptz not null,
    constraint notice_pk primary key (contribution_id, kind, about),
    constraint notice_contribution_fk foreign key (contribution_id) references contributions.contribution (contribution_id),
    constraint notice_kind_known check (kind in ('annual', 'card_30', 'card_7'))
);
comment on column contributions.notice.about is 'The day that it tells of, in the newsroom''s zone';
