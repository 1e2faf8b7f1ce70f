package org.broadsheet.sandbox.store;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.broadsheet.sandbox.engine.Fields;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ArrayNode;

final class DeliveryStore {
    private static final RowMapper<Parcel> PARCEL = (row, number) -> {
        var event = new Fields(Documents.object(row.getString("json")));
        event.set("pending_webhooks", row.getInt("pending"));
        var hidden = row.getString("hidden");
        return new Parcel(
                row.getLong("delivery_id"),
                row.getString("endpoint_id"),
                row.getString("url"),
                hidden == null ? List.of() : new Fields(Documents.object(hidden)).texts("secrets"),
                row.getString("event_id"),
                row.getInt("attempts"),
                Documents.text(event.json()));
    };

    private final JdbcClient sql;

    DeliveryStore(JdbcClient sql) {
        this.sql = sql;
    }

    void insert(ArrayNode rows) {
        sql.sql("""
                        insert into sandbox.delivery (event_id, account_id, endpoint_id, state, next_at)
                        select fresh.event, fresh.account, fresh.endpoint, fresh.state,
                               now() + make_interval(secs => fresh.delay)
                          from jsonb_to_recordset(cast(:rows as jsonb))
                               as fresh (place int, event text, account bigint, endpoint text, state text, delay int)
                         order by fresh.place
                        """).param("rows", Documents.text(rows)).update();
    }

    /** Deliveries to endpoints that are not busy, in the order the events happened. */
    List<Parcel> due(List<String> busy, int limit) {
        return sql.sql("""
                        select d.delivery_id, d.endpoint_id, d.event_id, d.attempts, e.json,
                               case when t.json ->> 'status' = 'enabled' then t.json ->> 'url' end as url, t.hidden,
                               (select count(*) from sandbox.delivery other
                                 where other.event_id = d.event_id and other.state = 'pending') as pending
                          from sandbox.delivery d
                          join sandbox.event e using (event_id)
                          left join sandbox.thing t on t.account_id = d.account_id and t.thing_id = d.endpoint_id
                         where d.state = 'pending'
                           and d.next_at <= now()
                           and not exists (
                                   select from jsonb_array_elements_text(cast(:busy as jsonb)) as endpoint
                                    where endpoint = d.endpoint_id)
                         order by d.delivery_id
                         limit :limit
                        """)
                .param("busy", Documents.JSON.writeValueAsString(busy))
                .param("limit", limit)
                .query(PARCEL)
                .list();
    }

    Optional<OffsetDateTime> nextAt() {
        return sql.sql("""
                        select next_at
                          from sandbox.delivery
                         where state = 'pending'
                         order by next_at
                         limit 1
                        """).query(OffsetDateTime.class).optional();
    }

    void answered(long id, String state, String answer, @Nullable Duration again) {
        sql.sql("""
                        update sandbox.delivery
                           set state = :state,
                               answer = :answer,
                               attempts = attempts + 1,
                               answered_at = now(),
                               next_at = now() + make_interval(secs => :again)
                         where delivery_id = :id
                        """)
                .param("id", id)
                .param("state", state)
                .param("answer", answer)
                .param("again", again == null ? 0 : again.toSeconds())
                .update();
    }

    int pendingOf(String event) {
        return sql.sql("""
                        select count(*)
                          from sandbox.delivery
                         where event_id = :event
                           and state = 'pending'
                        """).param("event", event).query(Integer.class).single();
    }

    int pending() {
        return sql.sql("""
                        select count(*)
                          from sandbox.delivery
                         where state = 'pending'
                        """).query(Integer.class).single();
    }

    /** Once more to everybody who was to hear it. */
    int resend(String event) {
        return sql.sql("""
                        insert into sandbox.delivery (event_id, account_id, endpoint_id)
                        select distinct on (endpoint_id) event_id, account_id, endpoint_id
                          from sandbox.delivery
                         where event_id = :event
                         order by endpoint_id
                        """).param("event", event).update();
    }

    List<Told> newest(int limit) {
        return sql.sql("""
                        select e.event_id, e.type, e.created,
                               e.json -> 'data' -> 'object' ->> 'id' as subject,
                               count(d.delivery_id) as deliveries,
                               count(*) filter (where d.state = 'delivered') as delivered,
                               count(*) filter (where d.state = 'pending') as pending,
                               count(*) filter (where d.state = 'failed') as failed,
                               count(*) filter (where d.state = 'dropped') as dropped,
                               coalesce(sum(d.attempts), 0) as attempts,
                               (array_agg(d.answer order by d.answered_at desc nulls last))[1] as answer
                          from (select event_id, type, created, json, seq
                                  from sandbox.event
                                 order by seq desc
                                 limit :limit) e
                          left join sandbox.delivery d using (event_id)
                         group by e.event_id, e.type, e.created, e.json, e.seq
                         order by e.seq desc
                        """)
                .param("limit", limit)
                .query((row, number) -> new Told(
                        row.getString("event_id"),
                        row.getString("type"),
                        row.getLong("created"),
                        row.getString("subject"),
                        row.getInt("deliveries"),
                        row.getInt("delivered"),
                        row.getInt("pending"),
                        row.getInt("failed"),
                        row.getInt("dropped"),
                        row.getInt("attempts"),
                        row.getString("answer")))
                .list();
    }
}
