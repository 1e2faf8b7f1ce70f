package org.broadsheet.sandbox.store;

import java.util.List;
import java.util.Optional;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.time.Agenda;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

final class ThingStore {
    private static final RowMapper<Doc> DOC = (row, number) -> Documents.doc(row);

    private final JdbcClient sql;

    ThingStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** What time has to do next, and when. */
    record Due(long accountId, String id, long at) {}

    @Nullable
    Doc find(long account, String id) {
        return sql.sql("""
                        select json, hidden
                          from sandbox.thing
                         where account_id = :account
                           and thing_id = :id
                        """)
                .param("account", account)
                .param("id", id)
                .query(DOC)
                .optional()
                .orElse(null);
    }

    Optional<Long> accountOf(String id) {
        return sql.sql("""
                        select account_id
                          from sandbox.thing
                         where thing_id = :id
                        """).param("id", id).query(Long.class).optional();
    }

    List<Doc> like(long account, String kind, ObjectNode example) {
        return sql.sql("""
                        select json, hidden
                          from sandbox.thing
                         where account_id = :account
                           and kind = :kind
                           and json @> cast(:example as jsonb)
                         order by seq
                        """)
                .param("account", account)
                .param("kind", kind)
                .param("example", Documents.text(example))
                .query(DOC)
                .list();
    }

    List<Doc> page(long account, Query query) {
        var within = query.within();
        return sql.sql("""
                        select json, hidden
                          from sandbox.thing
                         where account_id = :account
                           and kind = :kind
                           and created between :from and :to
                           and json @> cast(:example as jsonb)
                           and (:anyOf = '[]' or exists (
                                   select from jsonb_array_elements(cast(:anyOf as jsonb)) as wanted where json @> wanted))
                           and not exists (
                                   select from jsonb_array_elements(cast(:noneOf as jsonb)) as unwanted where json @> unwanted)
                           and (cast(:ranged as text) is null
                                or cast(coalesce(json ->> :ranged, hidden ->> :ranged) as bigint) between :least and :most)
                           and (cast(:cursor as text) is null
                                or case when :backwards
                                   then seq > (select at.seq from sandbox.thing at where at.account_id = :account and at.thing_id = :cursor)
                                   else seq < (select at.seq from sandbox.thing at where at.account_id = :account and at.thing_id = :cursor)
                                   end)
                         order by case when :backwards then seq else -seq end
                         limit :limit
                        """)
                .param("account", account)
                .param("kind", query.kind())
                .param("from", query.from())
                .param("to", query.to())
                .param("example", Documents.text(query.example().json()))
                .param("anyOf", array(query.anyOf()))
                .param("noneOf", array(query.noneOf()))
                .param("ranged", within == null ? null : within.key())
                .param("least", within == null ? 0 : within.from())
                .param("most", within == null ? 0 : within.to())
                .param("cursor", query.cursor())
                .param("backwards", query.backwards())
                .param("limit", query.limit() + 1)
                .query(DOC)
                .list();
    }

    private static String array(List<Fields> examples) {
        var array = Documents.JSON.createArrayNode();
        examples.forEach(example -> array.add(example.json()));
        return Documents.text(array);
    }

    /** One statement for all that a step has changed. */
    void save(long account, java.util.Collection<Doc> docs, long now) {
        var rows = Documents.JSON.createArrayNode();
        for (var doc : docs) {
            var due = Agenda.due(doc);
            var row = rows.addObject()
                    .put("place", rows.size())
                    .put("id", doc.id())
                    .put("kind", doc.kind())
                    .put("created", doc.number("created", now));
            row.set("json", doc.json());
            row.set("hidden", doc.hidden().json());
            if (due != null) row.put("due_at", due);
        }
        sql.sql("""
                        insert into sandbox.thing as old (thing_id, account_id, kind, created, due_at, json, hidden)
                        select fresh.id, :account, fresh.kind, fresh.created, fresh.due_at, fresh.json, fresh.hidden
                          from jsonb_to_recordset(cast(:rows as jsonb))
                               as fresh (place int, id text, kind text, created bigint, due_at bigint, json jsonb, hidden jsonb)
                         order by fresh.place
                        on conflict (account_id, thing_id) do update
                           set json = excluded.json, hidden = excluded.hidden, due_at = excluded.due_at
                        """)
                .param("account", account)
                .param("rows", Documents.text(rows))
                .update();
    }

    void delete(long account, String id) {
        sql.sql("""
                        delete from sandbox.thing
                         where account_id = :account
                           and thing_id = :id
                        """).param("account", account).param("id", id).update();
    }

    Optional<Due> nextDue(long until) {
        return sql.sql("""
                        select account_id, thing_id, due_at
                          from sandbox.thing
                         where due_at <= :until
                         order by due_at, seq
                         limit 1
                        """)
                .param("until", until)
                .query((row, number) ->
                        new Due(row.getLong("account_id"), row.getString("thing_id"), row.getLong("due_at")))
                .optional();
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
