-- Pictures by what they are: the address holds the hash, so it can be kept for ever. What a picture shows and who made it
-- belongs to the article that uses it.
create table articles.media (
    hash     bytea       not null,
    name     text        not null,
    type     text        not null,
    width    int         not null,
    height   int         not null,
    content  bytea       not null,
    added_at timestamptz not null,
    constraint media_pk primary key (hash),
    constraint media_hash_is_sha256 check (octet_length(hash) = 32),
    constraint media_name_shape check (name ~ '^[a-z0-9][a-z0-9-]{0,79}\.[a-z]{3,4}$'),
    constraint media_type_known check (type in ('image/jpeg', 'image/png', 'image/webp', 'image/svg+xml')),
    constraint media_has_size check (width > 0 and height > 0),
    constraint media_bounded check (octet_length(content) between 1 and 16777216)
);
-- Bytes of pictures do not get smaller.
alter table articles.media alter column content set storage external;
