-- A newsroom that has just been set up can write its first story at once.
insert into articles.section (section_id, slug, kind, position)
values (uuidv7(), 'news', 'news', 1);

insert into articles.section_name (section_id, language, name)
select section_id, language, name
  from articles.section
 cross join (values ('en', 'News'), ('ru', 'Новости')) as names (language, name)
 where slug = 'news';
