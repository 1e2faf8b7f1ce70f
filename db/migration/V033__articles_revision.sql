-- Every version of a text that was ever saved. Only added to: the application may neither change nor delete one.
create table articles.revision (
    article_id uuid        not null,
    version    int         not null,
    state      text        not null,
    headline   text        not null,
    standfirst text        not null,
    body       text        not null,
    words      int         not null,
    saved_by   uuid,
    saved_at   timestamptz not null,
    constraint revision_pk primary key (article_id, version),
    constraint revision_article_fk foreign key (article_id) references articles.article (article_id),
    constraint revision_state_known check (state in ('draft', 'published'))
);
revoke update, delete on articles.revision from broadsheet_app;
