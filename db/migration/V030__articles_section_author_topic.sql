-- What stories are sorted by. Slugs are the same in every language, names are not.
create table articles.section (
    section_id uuid     not null,
    slug       text     not null,
    kind       text     not null default 'news',
    position   smallint not null,
    constraint section_pk primary key (section_id),
    constraint section_slug_once unique (slug),
    constraint section_slug_shape check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    constraint section_kind_known check (kind in ('news', 'opinion', 'long'))
);

create table articles.section_name (
    section_id uuid not null,
    language   text not null,
    name       text not null,
    constraint section_name_pk primary key (section_id, language),
    constraint section_name_section_fk foreign key (section_id) references articles.section (section_id),
    constraint section_name_says_something check (name <> '')
);

create table articles.author (
    author_id uuid not null,
    slug      text not null,
    constraint author_pk primary key (author_id),
    constraint author_slug_once unique (slug),
    constraint author_slug_shape check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);

-- A byline is printed under every story: public by nature, so not sealed like the data of members.
create table articles.author_byline (
    author_id uuid not null,
    language  text not null,
    byline    text not null,
    about     text not null default '',
    constraint author_byline_pk primary key (author_id, language),
    constraint author_byline_author_fk foreign key (author_id) references articles.author (author_id),
    constraint author_byline_says_something check (byline <> '')
);

create table articles.topic (
    topic_id uuid not null,
    slug     text not null,
    constraint topic_pk primary key (topic_id),
    constraint topic_slug_once unique (slug),
    constraint topic_slug_shape check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);

create table articles.topic_name (
    topic_id uuid not null,
    language text not null,
    name     text not null,
    constraint topic_name_pk primary key (topic_id, language),
    constraint topic_name_topic_fk foreign key (topic_id) references articles.topic (topic_id),
    constraint topic_name_says_something check (name <> '')
);
