package org.broadsheet.articles;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.articles.media.Picture;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What readers see: published stories alone. */
@Repository
class ReadingStore {
    private static final String TEASER_COLUMNS = """
            select a.article_id, a.slug, a.headline, a.standfirst, a.kicker, a.dateline, a.words, a.lead, a.published_at,
                   a.picture_alt, s.slug as section_slug, s.kind as section_kind, coalesce(n.name, s.slug) as section_name,
                   m.hash, m.name as picture_name, m.width, m.height
            """;
    private static final String TEASER_TABLES = """
              from articles.article a
              join articles.section s on s.section_id = a.section_id
              left join articles.section_name n on n.section_id = a.section_id and n.language = a.language
              left join articles.media m on m.hash = a.picture_hash
            """;

    private static final RowMapper<Teaser> TEASER = (row, number) -> teaser(row);
    private static final RowMapper<Article> ARTICLE = (row, number) -> new Article(
            teaser(row),
            row.getString("story"),
            row.getString("body_html"),
            row.getString("picture_caption"),
            row.getString("picture_credit"),
            row.getString("cost_note"),
            row.getObject("updated_at", OffsetDateTime.class).toInstant(),
            List.of());
    private static final RowMapper<Section> SECTION = (row, number) -> new Section(
            row.getObject("section_id", UUID.class),
            row.getString("slug"),
            kind(row.getString("kind")),
            row.getString("name"));
    private static final RowMapper<Named> NAMED =
            (row, number) -> new Named(row.getString("slug"), row.getString("name"));
    private static final RowMapper<AuthorPage> AUTHOR =
            (row, number) -> new AuthorPage(row.getString("slug"), row.getString("byline"), row.getString("about"));
    private static final RowMapper<Signed> SIGNED = (row, number) -> new Signed(
            row.getObject("article_id", UUID.class), new Named(row.getString("slug"), row.getString("byline")));
    private static final RowMapper<Translation> TRANSLATION = (row, number) ->
            new Translation(Locale.of(row.getString("language")), "/articles/" + row.getString("slug"));

    private final JdbcClient sql;

    ReadingStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Sections in which there is something to read. */
    List<Section> sections(Locale language) {
        return sql.sql("""
                select s.section_id, s.slug, s.kind, n.name
                  from articles.section s
                  join articles.section_name n on n.section_id = s.section_id and n.language = :language
                 where exists (select 1
                                 from articles.article a
                                where a.section_id = s.section_id and a.language = :language and a.state = 'published')
                 order by s.position, s.slug
                """)
                .param("language", language.getLanguage())
                .query(SECTION)
                .list();
    }

    /** A section is there as soon as it has a name, with or without a story in it. */
    Optional<Section> section(Locale language, String slug) {
        return sql.sql("""
                select s.section_id, s.slug, s.kind, n.name
                  from articles.section s
                  join articles.section_name n on n.section_id = s.section_id and n.language = :language
                 where s.slug = :slug
                """)
                .param("language", language.getLanguage())
                .param("slug", slug)
                .query(SECTION)
                .optional();
    }

    Optional<Named> topic(Locale language, String slug) {
        return sql.sql("""
                select t.slug, n.name
                  from articles.topic t
                  join articles.topic_name n on n.topic_id = t.topic_id and n.language = :language
                 where t.slug = :slug
                """)
                .param("language", language.getLanguage())
                .param("slug", slug)
                .query(NAMED)
                .optional();
    }

    Optional<AuthorPage> author(Locale language, String slug) {
        return sql.sql("""
                select w.slug, b.byline, b.about
                  from articles.author w
                  join articles.author_byline b on b.author_id = w.author_id and b.language = :language
                 where w.slug = :slug
                """)
                .param("language", language.getLanguage())
                .param("slug", slug)
                .query(AUTHOR)
                .optional();
    }

    /** The newest of each section, newest first: enough for a front page, however many stories there are. */
    List<Teaser> newestOfEachSection(Locale language, int each) {
        return signed(
                language,
                sql.sql(TEASER_COLUMNS + TEASER_TABLES + """
                  join (select article_id, row_number() over (partition by section_id
                                                                 order by published_at desc, article_id desc) as place
                          from articles.article
                         where language = :language and state = 'published') r on r.article_id = a.article_id
                 where r.place <= :each or a.article_id = (select article_id
                                                             from articles.article
                                                            where language = :language and state = 'published' and lead
                                                            order by published_at desc, article_id desc
                                                            limit 1)
                 order by a.published_at desc, a.article_id desc
                """)
                        .param("language", language.getLanguage())
                        .param("each", each)
                        .query(TEASER)
                        .list());
    }

    List<Teaser> ofSection(Locale language, String slug, int limit, int offset) {
        return signed(
                language,
                sql.sql(TEASER_COLUMNS + TEASER_TABLES + """
                 where a.language = :language and a.state = 'published' and s.slug = :slug
                 order by a.published_at desc, a.article_id desc
                 limit :limit offset :offset
                """)
                        .param("language", language.getLanguage())
                        .param("slug", slug)
                        .param("limit", limit)
                        .param("offset", offset)
                        .query(TEASER)
                        .list());
    }

    long countOfSection(Locale language, String slug) {
        return sql.sql("""
                select count(*)
                  from articles.article a
                  join articles.section s on s.section_id = a.section_id
                 where a.language = :language and a.state = 'published' and s.slug = :slug
                """)
                .param("language", language.getLanguage())
                .param("slug", slug)
                .query(Long.class)
                .single();
    }

    List<Teaser> ofTopic(Locale language, String slug, int limit, int offset) {
        return signed(
                language,
                sql.sql(TEASER_COLUMNS + TEASER_TABLES + """
                  join articles.article_topic x on x.article_id = a.article_id
                  join articles.topic t on t.topic_id = x.topic_id
                 where a.language = :language and a.state = 'published' and t.slug = :slug
                 order by a.published_at desc, a.article_id desc
                 limit :limit offset :offset
                """)
                        .param("language", language.getLanguage())
                        .param("slug", slug)
                        .param("limit", limit)
                        .param("offset", offset)
                        .query(TEASER)
                        .list());
    }

    long countOfTopic(Locale language, String slug) {
        return sql.sql("""
                select count(*)
                  from articles.article a
                  join articles.article_topic x on x.article_id = a.article_id
                  join articles.topic t on t.topic_id = x.topic_id
                 where a.language = :language and a.state = 'published' and t.slug = :slug
                """)
                .param("language", language.getLanguage())
                .param("slug", slug)
                .query(Long.class)
                .single();
    }

    List<Teaser> ofAuthor(Locale language, String slug, int limit, int offset) {
        return signed(
                language,
                sql.sql(TEASER_COLUMNS + TEASER_TABLES + """
                  join articles.article_author x on x.article_id = a.article_id
                  join articles.author w on w.author_id = x.author_id
                 where a.language = :language and a.state = 'published' and w.slug = :slug
                 order by a.published_at desc, a.article_id desc
                 limit :limit offset :offset
                """)
                        .param("language", language.getLanguage())
                        .param("slug", slug)
                        .param("limit", limit)
                        .param("offset", offset)
                        .query(TEASER)
                        .list());
    }

    long countOfAuthor(Locale language, String slug) {
        return sql.sql("""
                select count(*)
                  from articles.article a
                  join articles.article_author x on x.article_id = a.article_id
                  join articles.author w on w.author_id = x.author_id
                 where a.language = :language and a.state = 'published' and w.slug = :slug
                """)
                .param("language", language.getLanguage())
                .param("slug", slug)
                .query(Long.class)
                .single();
    }

    Optional<Article> article(Locale language, String slug) {
        return sql.sql(TEASER_COLUMNS + """
                 , a.story, a.body_html, a.picture_caption, a.picture_credit, a.cost_note, a.updated_at
                """ + TEASER_TABLES + """
                 where a.language = :language and a.state = 'published' and a.slug = :slug
                """)
                .param("language", language.getLanguage())
                .param("slug", slug)
                .query(ARTICLE)
                .optional()
                .map(found -> whole(language, found));
    }

    /** What shares most topics with a story, then its section, newest first. */
    List<Teaser> related(Locale language, UUID article, String section, int limit) {
        return signed(
                language,
                sql.sql(TEASER_COLUMNS + TEASER_TABLES + """
                  left join lateral (select count(*) as shared
                                       from articles.article_topic x
                                       join articles.article_topic y on y.topic_id = x.topic_id and y.article_id = :article
                                      where x.article_id = a.article_id) r on true
                 where a.language = :language and a.state = 'published' and a.article_id <> :article
                 order by r.shared desc, (s.slug = :section) desc, a.published_at desc, a.article_id desc
                 limit :limit
                """)
                        .param("language", language.getLanguage())
                        .param("article", article)
                        .param("section", section)
                        .param("limit", limit)
                        .query(TEASER)
                        .list());
    }

    List<Translation> translations(String story) {
        return sql.sql("""
                select language, slug
                  from articles.article
                 where story = :story and state = 'published'
                 order by language
                """).param("story", story).query(TRANSLATION).list();
    }

    Optional<String> headline(Locale language, String slug) {
        return sql.sql("""
                select headline
                  from articles.article
                 where language = :language and slug = :slug and state = 'published'
                """)
                .param("language", language.getLanguage())
                .param("slug", slug)
                .query(String.class)
                .optional();
    }

    private Article whole(Locale language, Article found) {
        return new Article(
                signed(language, List.of(found.teaser())).getFirst(),
                found.story(),
                found.bodyHtml(),
                found.pictureCaption(),
                found.pictureCredit(),
                found.costNote(),
                found.updatedAt(),
                topics(language, found.teaser().id()));
    }

    private List<Named> topics(Locale language, UUID article) {
        return sql.sql("""
                select t.slug, n.name
                  from articles.article_topic x
                  join articles.topic t on t.topic_id = x.topic_id
                  join articles.topic_name n on n.topic_id = t.topic_id and n.language = :language
                 where x.article_id = :article
                 order by x.position
                """)
                .param("language", language.getLanguage())
                .param("article", article)
                .query(NAMED)
                .list();
    }

    private List<Teaser> signed(Locale language, List<Teaser> stories) {
        if (stories.isEmpty()) {
            return stories;
        }
        Map<UUID, List<Named>> names = authors(
                        language, stories.stream().map(Teaser::id).toList())
                .stream()
                .collect(Collectors.groupingBy(
                        Signed::article, Collectors.mapping(Signed::author, Collectors.toList())));
        return stories.stream()
                .map(each -> each.by(names.getOrDefault(each.id(), List.of())))
                .toList();
    }

    private List<Signed> authors(Locale language, Collection<UUID> articles) {
        return sql.sql("""
                select x.article_id, w.slug, b.byline
                  from articles.article_author x
                  join articles.author w on w.author_id = x.author_id
                  join articles.author_byline b on b.author_id = w.author_id and b.language = :language
                 where x.article_id in (:articles)
                 order by x.article_id, x.position
                """)
                .param("language", language.getLanguage())
                .param("articles", articles)
                .query(SIGNED)
                .list();
    }

    private static Teaser teaser(ResultSet row) throws SQLException {
        return new Teaser(
                row.getObject("article_id", UUID.class),
                row.getString("slug"),
                row.getString("headline"),
                row.getString("standfirst"),
                row.getString("kicker"),
                row.getString("dateline"),
                row.getString("section_slug"),
                row.getString("section_name"),
                kind(row.getString("section_kind")),
                List.of(),
                picture(row),
                row.getString("picture_alt"),
                row.getInt("words"),
                row.getBoolean("lead"),
                row.getObject("published_at", OffsetDateTime.class).toInstant());
    }

    static @Nullable Picture picture(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes("hash");
        return hash == null
                ? null
                : new Picture(
                        HexFormat.of().formatHex(hash),
                        row.getString("picture_name"),
                        row.getInt("width"),
                        row.getInt("height"));
    }

    static Section.Kind kind(String text) {
        return Section.Kind.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private record Signed(UUID article, Named author) {}
}
