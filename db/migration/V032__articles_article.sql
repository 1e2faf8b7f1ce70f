-- One story in one language. Translations share the story's key.
create table articles.article (
    article_id      uuid        not null,
    language        text        not null,
    slug            text        not null,
    story           text        not null,
    section_id      uuid        not null,
    headline        text        not null,
    standfirst      text        not null,
    kicker          text        not null,
    dateline        text        not null,
    body            text        not null,
    body_html       text        not null,
    words           int         not null,
    picture_hash    bytea,
    picture_alt     text        not null,
    picture_caption text        not null,
    picture_credit  text        not null,
    cost_note       text        not null,
    lead            boolean     not null,
    state           text        not null,
    version         int         not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    published_at    timestamptz,
    constraint article_pk primary key (article_id),
    constraint article_slug_once unique (language, slug),
    constraint article_story_once unique (language, story),
    constraint article_slug_shape check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120),
    constraint article_story_shape check (story ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    constraint article_section_fk foreign key (section_id) references articles.section (section_id),
    constraint article_picture_fk foreign key (picture_hash) references articles.media (hash),
    constraint article_has_headline check (headline <> ''),
    constraint article_state_known check (state in ('draft', 'published')),
    constraint article_published_is_whole check (
        state <> 'published' or (published_at is not null and body_html <> '')),
    constraint article_published_picture_is_described check (
        state <> 'published' or picture_hash is null or picture_alt <> ''),
    constraint article_version_counts check (version > 0),
    constraint article_words_count check (words >= 0)
);
create index article_newest on articles.article (language, published_at desc) where state = 'published';
create index article_of_section on articles.article (section_id, language, published_at desc) where state = 'published';
create index article_worked_on on articles.article (updated_at desc);

create table articles.article_author (
    article_id uuid     not null,
    author_id  uuid     not null,
    position   smallint not null,
    constraint article_author_pk primary key (article_id, author_id),
    constraint article_author_article_fk foreign key (article_id) references articles.article (article_id),
    constraint article_author_author_fk foreign key (author_id) references articles.author (author_id)
);
create index article_author_of on articles.article_author (author_id);

create table articles.article_topic (
    article_id uuid     not null,
    topic_id   uuid     not null,
    position   smallint not null,
    constraint article_topic_pk primary key (article_id, topic_id),
    constraint article_topic_article_fk foreign key (article_id) references articles.article (article_id),
    constraint article_topic_topic_fk foreign key (topic_id) references articles.topic (topic_id)
);
create index article_topic_of on articles.article_topic (topic_id);

-- The pictures that an article's text may name: ![what it shows](name "Caption. Credit")
create table articles.article_media (
    article_id uuid  not null,
    name       text  not null,
    hash       bytea not null,
    constraint article_media_pk primary key (article_id, name),
    constraint article_media_article_fk foreign key (article_id) references articles.article (article_id),
    constraint article_media_media_fk foreign key (hash) references articles.media (hash)
);
create index article_media_of on articles.article_media (hash);
