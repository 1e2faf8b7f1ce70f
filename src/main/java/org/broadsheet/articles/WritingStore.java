package org.broadsheet.articles;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.articles.media.Picture;
import org.broadsheet.articles.prose.Prose;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the desk writes. */
@Repository
class WritingStore {
    private static final RowMapper<Manuscript> MANUSCRIPT = (row, number) -> new Manuscript(
            row.getObject("article_id", UUID.class),
            row.getInt("version"),
            Manuscript.State.of(row.getString("state")),
            Locale.of(row.getString("language")),
            row.getString("slug"),
            row.getString("story"),
            row.getObject("section_id", UUID.class),
            row.getString("headline"),
            row.getString("standfirst"),
            row.getString("kicker"),
            row.getString("dateline"),
            row.getString("body"),
            ReadingStore.picture(row),
            row.getString("picture_alt"),
            row.getString("picture_caption"),
            row.getString("picture_credit"),
            row.getString("cost_note"),
            row.getBoolean("lead"),
            row.getObject("updated_at", OffsetDateTime.class).toInstant(),
            instant(row.getObject("published_at", OffsetDateTime.class)),
            List.of(),
            List.of(),
            Map.of());
    private static final RowMapper<DeskRow> DESK_ROW = (row, number) -> new DeskRow(
            row.getObject("article_id", UUID.class),
            row.getString("headline"),
            Manuscript.State.of(row.getString("state")),
            Locale.of(row.getString("language")),
            row.getString("slug"),
            row.getString("section_name"),
            row.getObject("updated_at", OffsetDateTime.class).toInstant(),
            instant(row.getObject("published_at", OffsetDateTime.class)));
    private static final RowMapper<RevisionRow> REVISION = (row, number) -> new RevisionRow(
            row.getInt("version"),
            Manuscript.State.of(row.getString("state")),
            row.getString("headline"),
            row.getInt("words"),
            row.getObject("saved_at", OffsetDateTime.class).toInstant());
    private static final RowMapper<Map.Entry<String, Picture>> FILE = (row, number) -> Map.entry(
            row.getString("file_name"),
            new Picture(
                    HexFormat.of().formatHex(row.getBytes("hash")),
                    row.getString("picture_name"),
                    row.getInt("width"),
                    row.getInt("height")));
    private static final RowMapper<String> TEXT = (row, number) -> row.getString("text");

    private final JdbcClient sql;

    WritingStore(JdbcClient sql) {
        this.sql = sql;
    }

    boolean isEmpty() {
        return sql.sql("""
                select not exists (select 1 from articles.article)
                """).query(Boolean.class).single();
    }

    /** One loader at a time, in all copies. */
    void lockLoading() {
        sql.sql("""
                select pg_advisory_xact_lock(hashtext('articles.demo'))
                """).query((row, number) -> "").list();
    }

    boolean slugTaken(Locale language, String slug, @Nullable UUID except) {
        return sql.sql("""
                select exists (select 1
                                 from articles.article
                                where language = :language and slug = :slug
                                  and article_id is distinct from cast(:except as uuid))
                """)
                .param("language", language.getLanguage())
                .param("slug", slug)
                .param("except", except)
                .query(Boolean.class)
                .single();
    }

    boolean storyTaken(Locale language, String story, @Nullable UUID except) {
        return sql.sql("""
                select exists (select 1
                                 from articles.article
                                where language = :language and story = :story
                                  and article_id is distinct from cast(:except as uuid))
                """)
                .param("language", language.getLanguage())
                .param("story", story)
                .param("except", except)
                .query(Boolean.class)
                .single();
    }

    UUID add(Draft draft, Prose.Written written, Manuscript.State state, Instant now, @Nullable Instant publishedAt) {
        return params(sql.sql("""
                insert into articles.article
                       (article_id, language, slug, story, section_id, headline, standfirst, kicker, dateline, body,
                        body_html, words, picture_hash, picture_alt, picture_caption, picture_credit, cost_note, lead,
                        state, version, created_at, updated_at, published_at)
                values (uuidv7(), :language, :slug, :story, :section, :headline, :standfirst, :kicker, :dateline, :body,
                        :html, :words, :picture, :alt, :caption, :credit, :cost, :lead,
                        :state, 1, :now, :now, :published)
                returning article_id
                """), draft, written, state, now, publishedAt)
                .query(UUID.class)
                .single();
    }

    /** Writes over the version that the editor saw and over no other. The day of publishing stays the first one. */
    boolean change(
            UUID id,
            Draft draft,
            Prose.Written written,
            Manuscript.State state,
            Instant now,
            @Nullable Instant publishedAt) {
        return params(sql.sql("""
                update articles.article
                   set language = :language, slug = :slug, story = :story, section_id = :section, headline = :headline,
                       standfirst = :standfirst, kicker = :kicker, dateline = :dateline, body = :body, body_html = :html,
                       words = :words, picture_hash = :picture, picture_alt = :alt, picture_caption = :caption,
                       picture_credit = :credit, cost_note = :cost, lead = :lead, state = :state, version = version + 1,
                       updated_at = :now, published_at = coalesce(published_at, :published)
                 where article_id = :id and version = :version
                """), draft, written, state, now, publishedAt)
                        .param("id", id)
                        .param("version", draft.version())
                        .update()
                == 1;
    }

    boolean withdraw(UUID id, int version, Instant now) {
        return sql.sql("""
                update articles.article
                   set state = 'draft', version = version + 1, updated_at = :now
                 where article_id = :id and version = :version and state = 'published'
                """)
                        .param("id", id)
                        .param("version", version)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Copies what the article now says into its history. */
    void remember(UUID id, @Nullable UUID by) {
        sql.sql("""
                insert into articles.revision
                       (article_id, version, state, headline, standfirst, body, words, saved_by, saved_at)
                select article_id, version, state, headline, standfirst, body, words, cast(:by as uuid), updated_at
                  from articles.article
                 where article_id = :id
                """).param("id", id).param("by", by).update();
    }

    void removeAuthors(UUID id) {
        sql.sql("""
                delete from articles.article_author
                 where article_id = :id
                """).param("id", id).update();
    }

    void addAuthor(UUID id, UUID author, int position) {
        sql.sql("""
                insert into articles.article_author (article_id, author_id, position)
                values (:id, :author, :position)
                on conflict (article_id, author_id) do nothing
                """)
                .param("id", id)
                .param("author", author)
                .param("position", position)
                .update();
    }

    void removeTopics(UUID id) {
        sql.sql("""
                delete from articles.article_topic
                 where article_id = :id
                """).param("id", id).update();
    }

    void addTopic(UUID id, UUID topic, int position) {
        sql.sql("""
                insert into articles.article_topic (article_id, topic_id, position)
                values (:id, :topic, :position)
                on conflict (article_id, topic_id) do nothing
                """)
                .param("id", id)
                .param("topic", topic)
                .param("position", position)
                .update();
    }

    void putFile(UUID id, String name, String hash) {
        sql.sql("""
                insert into articles.article_media (article_id, name, hash)
                values (:id, :name, :hash)
                on conflict (article_id, name) do update set hash = excluded.hash
                """)
                .param("id", id)
                .param("name", name)
                .param("hash", Picture.bytes(hash))
                .update();
    }

    Optional<Manuscript> find(UUID id) {
        return sql.sql("""
                select a.article_id, a.version, a.state, a.language, a.slug, a.story, a.section_id, a.headline, a.standfirst,
                       a.kicker, a.dateline, a.body, a.picture_alt, a.picture_caption, a.picture_credit, a.cost_note, a.lead,
                       a.updated_at, a.published_at, m.hash, m.name as picture_name, m.width, m.height
                  from articles.article a
                  left join articles.media m on m.hash = a.picture_hash
                 where a.article_id = :id
                """)
                .param("id", id)
                .query(MANUSCRIPT)
                .optional()
                .map(each -> each.with(authors(id, each.language()), topics(id, each.language()), files(id)));
    }

    List<RevisionRow> revisions(UUID id, int limit) {
        return sql.sql("""
                select version, state, headline, words, saved_at
                  from articles.revision
                 where article_id = :id
                 order by version desc
                 limit :limit
                """)
                .param("id", id)
                .param("limit", limit)
                .query(REVISION)
                .list();
    }

    /** @param like a pattern for the headline, escaped */
    List<DeskRow> list(Locale desk, String like, @Nullable String state, int limit, int offset) {
        return sql.sql("""
                select a.article_id, a.headline, a.state, a.language, a.slug, a.updated_at, a.published_at,
                       coalesce(n.name, s.slug) as section_name
                  from articles.article a
                  join articles.section s on s.section_id = a.section_id
                  left join articles.section_name n on n.section_id = a.section_id and n.language = :desk
                 where a.headline ilike :like and (cast(:state as text) is null or a.state = :state)
                 order by a.updated_at desc, a.article_id desc
                 limit :limit offset :offset
                """)
                .param("desk", desk.getLanguage())
                .param("like", like)
                .param("state", state)
                .param("limit", limit)
                .param("offset", offset)
                .query(DESK_ROW)
                .list();
    }

    long count(String like, @Nullable String state) {
        return sql.sql("""
                select count(*)
                  from articles.article
                 where headline ilike :like and (cast(:state as text) is null or state = :state)
                """)
                .param("like", like)
                .param("state", state)
                .query(Long.class)
                .single();
    }

    private List<String> authors(UUID id, Locale language) {
        return sql.sql("""
                select b.byline as text
                  from articles.article_author x
                  join articles.author_byline b on b.author_id = x.author_id and b.language = :language
                 where x.article_id = :id
                 order by x.position
                """)
                .param("id", id)
                .param("language", language.getLanguage())
                .query(TEXT)
                .list();
    }

    private List<String> topics(UUID id, Locale language) {
        return sql.sql("""
                select n.name as text
                  from articles.article_topic x
                  join articles.topic_name n on n.topic_id = x.topic_id and n.language = :language
                 where x.article_id = :id
                 order by x.position
                """)
                .param("id", id)
                .param("language", language.getLanguage())
                .query(TEXT)
                .list();
    }

    private Map<String, Picture> files(UUID id) {
        var files = new LinkedHashMap<String, Picture>();
        sql.sql("""
                select x.name as file_name, m.hash, m.name as picture_name, m.width, m.height
                  from articles.article_media x
                  join articles.media m on m.hash = x.hash
                 where x.article_id = :id
                 order by x.name
                """).param("id", id).query(FILE).list().forEach(each -> files.put(each.getKey(), each.getValue()));
        return files;
    }

    private static JdbcClient.StatementSpec params(
            JdbcClient.StatementSpec statement,
            Draft draft,
            Prose.Written written,
            Manuscript.State state,
            Instant now,
            @Nullable Instant publishedAt) {
        var hash = draft.pictureHash();
        return statement
                .param("language", draft.language().getLanguage())
                .param("slug", draft.slug())
                .param("story", draft.story())
                .param("section", draft.section())
                .param("headline", draft.headline())
                .param("standfirst", draft.standfirst())
                .param("kicker", draft.kicker())
                .param("dateline", draft.dateline())
                .param("body", draft.body())
                .param("html", written.html())
                .param("words", written.words())
                .param("picture", hash == null ? null : Picture.bytes(hash), java.sql.Types.BINARY)
                .param("alt", draft.pictureAlt())
                .param("caption", draft.pictureCaption())
                .param("credit", draft.pictureCredit())
                .param("cost", draft.costNote())
                .param("lead", draft.lead())
                .param("state", state.key())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param(
                        "published",
                        publishedAt == null ? null : publishedAt.atOffset(ZoneOffset.UTC),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
