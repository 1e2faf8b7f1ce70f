package org.broadsheet.articles;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What stories are filed under: sections, authors and topics, and how each language calls them. */
@Repository
class FilingStore {
    private static final RowMapper<Section> SECTION = (row, number) -> new Section(
            row.getObject("section_id", UUID.class),
            row.getString("slug"),
            ReadingStore.kind(row.getString("kind")),
            row.getString("name"));

    private final JdbcClient sql;

    FilingStore(JdbcClient sql) {
        this.sql = sql;
    }

    List<Section> sections(Locale language) {
        return sql.sql("""
                select s.section_id, s.slug, s.kind, coalesce(n.name, s.slug) as name
                  from articles.section s
                  left join articles.section_name n on n.section_id = s.section_id and n.language = :language
                 order by s.position, s.slug
                """)
                .param("language", language.getLanguage())
                .query(SECTION)
                .list();
    }

    UUID putSection(String slug, String kind, int position) {
        return sql.sql("""
                insert into articles.section (section_id, slug, kind, position)
                values (uuidv7(), :slug, :kind, :position)
                on conflict (slug) do update set kind = excluded.kind, position = excluded.position
                returning section_id
                """)
                .param("slug", slug)
                .param("kind", kind)
                .param("position", position)
                .query(UUID.class)
                .single();
    }

    void nameSection(UUID section, String language, String name) {
        sql.sql("""
                insert into articles.section_name (section_id, language, name)
                values (:section, :language, :name)
                on conflict (section_id, language) do update set name = excluded.name
                """)
                .param("section", section)
                .param("language", language)
                .param("name", name)
                .update();
    }

    UUID putAuthor(String slug) {
        return sql.sql("""
                insert into articles.author (author_id, slug)
                values (uuidv7(), :slug)
                on conflict (slug) do update set slug = excluded.slug
                returning author_id
                """).param("slug", slug).query(UUID.class).single();
    }

    void nameAuthor(UUID author, String language, String byline, String about) {
        sql.sql("""
                insert into articles.author_byline (author_id, language, byline, about)
                values (:author, :language, :byline, :about)
                on conflict (author_id, language) do nothing
                """)
                .param("author", author)
                .param("language", language)
                .param("byline", byline)
                .param("about", about)
                .update();
    }

    Optional<UUID> author(Locale language, String byline) {
        return sql.sql("""
                select author_id
                  from articles.author_byline
                 where language = :language and lower(byline) = lower(:byline)
                 order by author_id
                 limit 1
                """)
                .param("language", language.getLanguage())
                .param("byline", byline)
                .query(UUID.class)
                .optional();
    }

    UUID putTopic(String slug) {
        return sql.sql("""
                insert into articles.topic (topic_id, slug)
                values (uuidv7(), :slug)
                on conflict (slug) do update set slug = excluded.slug
                returning topic_id
                """).param("slug", slug).query(UUID.class).single();
    }

    void nameTopic(UUID topic, String language, String name) {
        sql.sql("""
                insert into articles.topic_name (topic_id, language, name)
                values (:topic, :language, :name)
                on conflict (topic_id, language) do nothing
                """)
                .param("topic", topic)
                .param("language", language)
                .param("name", name)
                .update();
    }

    Optional<UUID> topic(Locale language, String name) {
        return sql.sql("""
                select topic_id
                  from articles.topic_name
                 where language = :language and lower(name) = lower(:name)
                 order by topic_id
                 limit 1
                """)
                .param("language", language.getLanguage())
                .param("name", name)
                .query(UUID.class)
                .optional();
    }
}
