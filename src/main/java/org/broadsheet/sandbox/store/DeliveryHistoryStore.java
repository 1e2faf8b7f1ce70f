package org.broadsheet.sandbox.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;
import org.springframework.jdbc.core.simple.JdbcClient;

final class DeliveryHistoryStore {
    private final JdbcClient sql;

    DeliveryHistoryStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Newest first, from before the delivery that the last page ended with. */
    List<Delivery> page(Delivery.Wish wish, long before, int limit) {
        return sql.sql("""
                        select d.delivery_id, d.event_id, e.type, e.json -> 'request' ->> 'id' as request,
                               d.endpoint_id, t.json ->> 'url' as url, d.state, d.resent,
                               case when d.state = 'pending' then d.next_at end as next_at,
                               coalesce((select jsonb_agg(jsonb_build_object('at', date_part('epoch', a.at),
                                                'signed_at', a.signed_at, 'answer', a.answer, 'took_ms', a.took_ms)
                                                order by a.attempt_id)
                                           from sandbox.attempt a
                                          where a.delivery_id = d.delivery_id), '[]') as attempts
                          from sandbox.delivery d
                          join sandbox.event e using (event_id)
                          left join sandbox.thing t on t.account_id = d.account_id and t.thing_id = d.endpoint_id
                         where d.delivery_id < :before
                           and (:event = '' or d.event_id = :event)
                           and (:endpoint = '' or d.endpoint_id = :endpoint)
                           and (:state = '' or d.state = :state)
                           and (:type = '' or e.type = :type)
                           and (:request = '' or e.json -> 'request' ->> 'id' = :request)
                         order by d.delivery_id desc
                         limit :limit
                        """)
                .param("before", before)
                .param("event", wish.event())
                .param("endpoint", wish.endpoint())
                .param("state", wish.state())
                .param("type", wish.type())
                .param("request", wish.request())
                .param("limit", limit)
                .query((row, number) -> delivery(row))
                .list();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        var next = row.getObject("next_at", OffsetDateTime.class);
        return new Delivery(
                row.getLong("delivery_id"),
                row.getString("event_id"),
                row.getString("type"),
                row.getString("request"),
                row.getString("endpoint_id"),
                row.getString("url"),
                row.getString("state"),
                row.getBoolean("resent"),
                next == null ? null : next.toInstant(),
                attempts(row.getString("attempts")));
    }

    private static List<Delivery.Try> attempts(String json) {
        return StreamSupport.stream(Documents.JSON.readTree(json).spliterator(), false)
                .map(each -> new Delivery.Try(
                        Instant.ofEpochMilli((long) (each.path("at").asDouble() * 1_000)),
                        each.path("signed_at").asLong(),
                        each.path("answer").asString(),
                        each.path("took_ms").asInt()))
                .toList();
    }
}
