package org.broadsheet.sandbox.store;

import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Happening;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

final class EventStore {
    /** How many deliveries are still to be answered is not part of the event as it happened. */
    private static final RowMapper<Doc> EVENT = (row, number) -> new Doc(
                    Documents.object(row.getString("json")), Fields.empty().json())
            .set("pending_webhooks", row.getInt("pending"));

    private final JdbcClient sql;

    EventStore(JdbcClient sql) {
        this.sql = sql;
    }

    void insert(long account, List<Happening> happenings) {
        sql.sql("""
                        insert into sandbox.event (event_id, account_id, type, created, json)
                        select fresh.id, :account, fresh.type, fresh.created, cast(fresh.json as json)
                          from unnest(:ids, :types, :created, :json) with ordinality
                               as fresh (id, type, created, json, place)
                         order by fresh.place
                        """)
                .param("account", account)
                .param("ids", happenings.stream().map(Happening::id).toArray(String[]::new))
                .param("types", happenings.stream().map(Happening::type).toArray(String[]::new))
                .param("created", happenings.stream().map(Happening::created).toArray(Long[]::new))
                .param(
                        "json",
                        happenings.stream()
                                .map(each -> Documents.text(each.json()))
                                .toArray(String[]::new))
                .update();
    }

    @Nullable
    Doc find(long account, String id) {
        return sql.sql("""
                        select e.json,
                               (select count(distinct d.endpoint_id) from sandbox.delivery d
                                 where d.event_id = e.event_id and d.state = 'pending') as pending
                          from sandbox.event e
                         where e.account_id = :account
                           and e.event_id = :id
                        """)
                .param("account", account)
                .param("id", id)
                .query(EVENT)
                .optional()
                .orElse(null);
    }

    /** Walks the index from where the page begins. */
    static final String PAGE = """
                        select e.json,
                               (select count(distinct d.endpoint_id) from sandbox.delivery d
                                 where d.event_id = e.event_id and d.state = 'pending') as pending
                          from sandbox.event e
                         where e.account_id = :account
                           and e.created between :from and :to
                           and (:types = '[]' or exists (
                                   select from jsonb_array_elements_text(cast(:types as jsonb)) as wanted
                                    where e.type = wanted or wanted = '*'
                                       or right(wanted, 2) = '.*' and starts_with(e.type, left(wanted, -1))))
                           and (cast(:delivered as boolean) is null
                                or :delivered = not exists (
                                   select from sandbox.delivery d
                                    where d.event_id = e.event_id
                                      and d.state <> 'delivered'
                                      and not exists (
                                              select from sandbox.delivery later
                                               where later.event_id = d.event_id
                                                 and later.endpoint_id = d.endpoint_id
                                                 and later.state = 'delivered'
                                                 and later.delivery_id > d.delivery_id)))
                           and e.seq > :after
                           and e.seq < :before
                        """;

    /** A type may end in a star, and several may be asked for. What was lost and then sent again has been delivered. */
    List<Doc> page(long account, Query query, List<String> types, @Nullable Boolean delivered) {
        var cursor = query.cursor() == null ? null : seqOf(query.cursor());
        return sql.sql(PAGE + query.order())
                .param("account", account)
                .param("from", query.from())
                .param("to", query.to())
                .param("types", Documents.JSON.writeValueAsString(types))
                .param("delivered", delivered)
                .param("after", query.after(cursor))
                .param("before", query.before(cursor))
                .param("limit", query.limit() + 1)
                .query(EVENT)
                .list();
    }

    private @Nullable Long seqOf(String id) {
        return sql.sql("""
                        select seq
                          from sandbox.event
                         where event_id = :id
                        """).param("id", id).query(Long.class).optional().orElse(null);
    }
}
