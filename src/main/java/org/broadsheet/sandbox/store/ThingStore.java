package org.broadsheet.sandbox.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.time.Agenda;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

final class ThingStore {
    private static final RowMapper<Doc> DOC = (row, number) -> Documents.doc(row);
    private static final RowMapper<Placed> PLACED = (row, number) -> new Placed(Documents.doc(row), row.getLong("seq"));

    private final JdbcClient sql;

    ThingStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** The clock of everything that lives in the sandbox's own time. */
    static final String SANDBOX = "";

    /** A test clock on its way to a moment. */
    record Advancing(long account, String clock, long target) {}

    /** An object and its place in the order in which all were made. */
    record Placed(Doc doc, long seq) {}

    /** An object that time has something to do with, and when. */
    record Due(long account, long at, Placed placed) {}

    static String clockOf(Doc doc) {
        return doc.hidden().maybe("test_clock").orElse(SANDBOX);
    }

    @Nullable
    Placed find(long account, String id) {
        return sql.sql("""
                        select seq, json, hidden
                          from sandbox.thing
                         where account_id = :account
                           and thing_id = :id
                        """)
                .param("account", account)
                .param("id", id)
                .query(PLACED)
                .optional()
                .orElse(null);
    }

    List<Placed> findAll(long account, Collection<String> ids) {
        return sql.sql("""
                        select seq, json, hidden
                          from sandbox.thing
                         where account_id = :account
                           and thing_id = any(cast(:ids as text[]))
                        """)
                .param("account", account)
                .param("ids", ids.toArray(String[]::new))
                .query(PLACED)
                .list();
    }

    /** Ids that people choose are anybody's, so the kind must be right too. */
    Optional<Long> accountOf(String id, String... kinds) {
        return sql.sql("""
                        select account_id
                          from sandbox.thing
                         where thing_id = :id
                           and kind = any(:kinds)
                        """)
                .param("id", id)
                .param("kinds", kinds)
                .query(Long.class)
                .optional();
    }

    /** What mentions less than the example cannot contain it, and that is looked up quickly. */
    List<Placed> like(long account, String kind, ObjectNode example) {
        return sql.sql("""
                        select seq, json, hidden
                          from sandbox.thing
                         where account_id = :account
                           and kind = :kind
                           and mentions @> cast(:mentions as text[])
                           and json @> cast(:example as jsonb)
                         order by seq
                        """)
                .param("account", account)
                .param("kind", kind)
                .param("mentions", Mentions.in(example).toArray(String[]::new))
                .param("example", Documents.text(example))
                .query(PLACED)
                .list();
    }

    /** Walks the index from kind to kind instead of reading every row. */
    Set<String> kinds(long account) {
        return Set.copyOf(sql.sql("""
                        with recursive each (kind) as (
                            select min(kind) from sandbox.thing where account_id = :account
                            union all
                            select (select min(t.kind) from sandbox.thing t where t.account_id = :account and t.kind > each.kind)
                              from each
                             where each.kind is not null
                        )
                        select kind from each where kind is not null
                        """)
                .param("account", account)
                .query((row, number) -> row.getString("kind"))
                .list());
    }

    /** Walks the index of a kind from where the page begins, so that the last page costs what the first does. */
    static final String PAGE = """
                        select json, hidden
                          from sandbox.thing
                         where account_id = :account
                           and kind = :kind
                           and created between :from and :to
                           and mentions @> cast(:mentions as text[])
                           and json @> cast(:example as jsonb)
                           and (:anyOf = '[]' or exists (
                                   select from jsonb_array_elements(cast(:anyOf as jsonb)) as wanted where json @> wanted))
                           and not exists (
                                   select from jsonb_array_elements(cast(:noneOf as jsonb)) as unwanted where json @> unwanted)
                           and (cast(:ranged as text) is null
                                or cast(coalesce(json ->> :ranged, hidden ->> :ranged) as bigint) between :least and :most)
                           and seq > :after
                           and seq < :before
                        """;

    List<Doc> page(long account, Query query) {
        var within = query.within();
        var cursor = query.cursor() == null ? null : seqOf(account, query.cursor());
        return sql.sql(PAGE + query.order())
                .param("account", account)
                .param("kind", query.kind())
                .param("from", query.from())
                .param("to", query.to())
                .param("mentions", Mentions.in(query.example().json()).toArray(String[]::new))
                .param("example", Documents.text(query.example().json()))
                .param("anyOf", array(query.anyOf()))
                .param("noneOf", array(query.noneOf()))
                .param("ranged", within == null ? null : within.key())
                .param("least", within == null ? 0 : within.from())
                .param("most", within == null ? 0 : within.to())
                .param("after", query.after(cursor))
                .param("before", query.before(cursor))
                .param("limit", query.limit() + 1)
                .query(DOC)
                .list();
    }

    /** Nothing when it has been deleted meanwhile: then there is nothing behind it, either. */
    private @Nullable Long seqOf(long account, String id) {
        return sql.sql("""
                        select seq
                          from sandbox.thing
                         where account_id = :account
                           and thing_id = :id
                        """)
                .param("account", account)
                .param("id", id)
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    private static String array(List<Fields> examples) {
        var array = Documents.JSON.createArrayNode();
        examples.forEach(example -> array.add(example.json()));
        return Documents.text(array);
    }

    /** One statement for all that was changed. */
    void save(long account, Collection<Doc> docs, long now) {
        var rows = docs.stream().map(doc -> Row.of(doc, now)).toList();
        sql.sql("""
                        insert into sandbox.thing (thing_id, account_id, kind, created, due_at, clock_id, mentions, json, hidden)
                        select fresh.id, :account, fresh.kind, fresh.created, fresh.due_at,
                               fresh.clock, string_to_array(fresh.mentions, ' '), cast(fresh.json as jsonb), cast(fresh.hidden as jsonb)
                          from unnest(:ids, :kinds, :created, :due, :clocks, :mentions, :json, :hidden)
                               with ordinality
                               as fresh (id, kind, created, due_at, clock, mentions, json, hidden, place)
                         order by fresh.place
                        on conflict (thing_id, account_id) do update
                           set due_at = excluded.due_at, mentions = excluded.mentions, json = excluded.json,
                               hidden = excluded.hidden, parked = null
                        """)
                .param("account", account)
                .param("ids", rows.stream().map(Row::id).toArray(String[]::new))
                .param("kinds", rows.stream().map(Row::kind).toArray(String[]::new))
                .param("created", rows.stream().map(Row::created).toArray(Long[]::new))
                .param("due", rows.stream().map(Row::due).toArray(Long[]::new))
                .param("clocks", rows.stream().map(Row::clock).toArray(String[]::new))
                .param("mentions", rows.stream().map(Row::mentions).toArray(String[]::new))
                .param("json", rows.stream().map(Row::json).toArray(String[]::new))
                .param("hidden", rows.stream().map(Row::hidden).toArray(String[]::new))
                .update();
    }

    /** An object as its columns. */
    private record Row(
            String id,
            String kind,
            long created,
            @Nullable Long due,
            String clock,
            String mentions,
            String json,
            String hidden) {
        static Row of(Doc doc, long now) {
            var mentions = Mentions.in(doc.json());
            mentions.remove(doc.id());
            return new Row(
                    doc.id(),
                    doc.kind(),
                    doc.number("created", now),
                    Agenda.due(doc),
                    clockOf(doc),
                    String.join(" ", mentions),
                    Documents.text(doc.json()),
                    Documents.text(doc.hidden().json()));
        }
    }

    void deleteAll(long account, Collection<String> ids) {
        sql.sql("""
                        delete from sandbox.thing
                         where account_id = :account
                           and thing_id = any(cast(:ids as text[]))
                        """)
                .param("account", account)
                .param("ids", ids.toArray(String[]::new))
                .update();
    }

    void delete(long account, String id) {
        sql.sql("""
                        delete from sandbox.thing
                         where account_id = :account
                           and thing_id = :id
                        """).param("account", account).param("id", id).update();
    }

    /** Whose things are the next that are due. */
    List<Long> accountsDue(String clock, long until, int limit) {
        return sql.sql("""
                        select distinct next.account_id
                          from (select account_id
                                  from sandbox.thing
                                 where clock_id = :clock
                                   and due_at <= :until
                                 order by due_at, seq
                                 limit :limit) next
                         order by next.account_id
                        """)
                .param("clock", clock)
                .param("until", until)
                .param("limit", limit)
                .query((row, number) -> row.getLong("account_id"))
                .list();
    }

    List<Due> due(List<Long> accounts, String clock, long until, int limit) {
        return sql.sql("""
                        select account_id, due_at, seq, json, hidden
                          from sandbox.thing
                         where clock_id = :clock
                           and due_at <= :until
                           and account_id = any(:accounts)
                         order by due_at, seq
                         limit :limit
                        """)
                .param("clock", clock)
                .param("until", until)
                .param("accounts", accounts.toArray(Long[]::new))
                .param("limit", limit)
                .query((row, number) ->
                        new Due(row.getLong("account_id"), row.getLong("due_at"), PLACED.mapRow(row, number)))
                .list();
    }

    List<Placed> onClock(long account, String clock) {
        return sql.sql("""
                        select seq, json, hidden
                          from sandbox.thing
                         where account_id = :account
                           and clock_id = :clock
                           and clock_id <> ''
                         order by seq
                        """)
                .param("account", account)
                .param("clock", clock)
                .query(PLACED)
                .list();
    }

    /** Test clocks on their way, and until when. */
    List<Advancing> advancing() {
        return sql.sql("""
                        select account_id, thing_id,
                               cast(json #>> '{status_details,advancing,target_frozen_time}' as bigint) as target
                          from sandbox.thing
                         where kind = 'test_helpers.test_clock'
                           and json ->> 'status' = 'advancing'
                         order by seq
                        """)
                .query((row, number) ->
                        new Advancing(row.getLong("account_id"), row.getString("thing_id"), row.getLong("target")))
                .list();
    }

    void park(long account, String id, String why) {
        sql.sql("""
                        update sandbox.thing
                           set due_at = null, parked = :why
                         where account_id = :account
                           and thing_id = :id
                        """).param("account", account).param("id", id).param("why", why).update();
    }

    List<Parked> parked(int limit) {
        return sql.sql("""
                        select thing_id, kind, parked
                          from sandbox.thing
                         where parked is not null
                         order by seq
                         limit :limit
                        """)
                .param("limit", limit)
                .query((row, number) ->
                        new Parked(row.getString("thing_id"), row.getString("kind"), row.getString("parked")))
                .list();
    }

    /** The newest of a kind in all accounts, for the control page. */
    List<Doc> newest(String kind, int limit) {
        return sql.sql("""
                        select json, hidden
                          from sandbox.thing
                         where kind = :kind
                         order by seq desc
                         limit :limit
                        """).param("kind", kind).param("limit", limit).query(DOC).list();
    }
}
