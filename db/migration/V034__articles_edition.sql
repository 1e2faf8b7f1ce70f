-- Counts up with whatever readers may see change. Each copy of the application asks for it once a second and throws away the
-- pages that it made from an older one.
create table articles.edition (
    edition_id smallint not null default 1,
    number     bigint   not null,
    constraint edition_pk primary key (edition_id),
    constraint edition_is_one check (edition_id = 1)
);
insert into articles.edition (number) values (1);
