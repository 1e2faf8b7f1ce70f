package org.broadsheet.sandbox.store;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.webhooks.Endpoints;
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
                hidden == null
                        ? List.of()
                        : Endpoints.validSecrets(
                                new Fields(Documents.object(hidden)), System.currentTimeMillis() / 1_000),
                row.getString("event_id"),
                row.getString("type"),
                row.getInt("attempts"),
                Documents.text(event.json()),
                row.getBoolean("skewed"));
    };

    private final JdbcClient sql;

    DeliveryStore(JdbcClient sql) {
        this.sql = sql;
    }

    void insert(ArrayNode rows) {
        sql.sql("""
                        insert into sandbox.delivery (event_id, account_id, endpoint_id, state, next_at, held_by)
                        select fresh.event, fresh.account, fresh.endpoint, fresh.state,
                               now() + make_interval(secs => fresh.delay), fresh.held_by
                          from jsonb_to_recordset(cast(:rows as jsonb))
                               as fresh (place int, event text, account bigint, endpoint text, state text, delay int,
                                         held_by bigint)
                         order by fresh.place
                        """).param("rows", Documents.text(rows)).update();
    }

    /** Deliveries to endpoints that are not busy, in the order the events happened. */
    List<Parcel> due(List<String> busy, int limit) {
        return sql.sql("""
                        select d.delivery_id, d.endpoint_id, d.event_id, d.attempts, e.type, e.json,
                               exists (select from sandbox.fault f where f.kind = 'skew') as skewed,
                               case when t.json ->> 'status' = 'enabled' then t.json ->> 'url' end as url, t.hidden,
                               (select count(distinct other.endpoint_id) from sandbox.delivery other
                                 where other.event_id = d.event_id and other.state = 'pending') as pending
                          from (select delivery_id, endpoint_id, event_id, account_id, attempts,
                                       coalesce(place, delivery_id) as place
                                  from sandbox.delivery
                                 where state = 'pending'
                                   and next_at <= now()
                                   and held_by is null
                                   and endpoint_id <> all(:busy)
                                 order by coalesce(place, delivery_id)
                                 limit :limit) d
                          join sandbox.event e using (event_id)
                          left join sandbox.thing t on t.account_id = d.account_id and t.thing_id = d.endpoint_id
                         order by d.place
                        """)
                .param("busy", busy.toArray(String[]::new))
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

    /** At once for several, which is quicker when very many wait. */
    void delivered(List<Delivered> all) {
        sql.sql("""
                        with answered as (
                            update sandbox.delivery d
                               set state = 'delivered',
                                   answer = fresh.answer,
                                   attempts = attempts + 1,
                                   answered_at = now(),
                                   next_at = now()
                              from unnest(:ids, :answers, :signed, :took) as fresh (id, answer, signed_at, took_ms)
                             where d.delivery_id = fresh.id
                            returning d.delivery_id, fresh.signed_at, fresh.answer, fresh.took_ms)
                        insert into sandbox.attempt (delivery_id, signed_at, answer, took_ms)
                        select delivery_id, signed_at, answer, took_ms
                          from answered
                         order by delivery_id
                        """)
                .param("ids", all.stream().map(Delivered::id).toArray(Long[]::new))
                .param(
                        "answers",
                        all.stream().map(each -> each.attempt().answer()).toArray(String[]::new))
                .param(
                        "signed",
                        all.stream().map(each -> each.attempt().signedAt()).toArray(Long[]::new))
                .param(
                        "took",
                        all.stream().map(each -> each.attempt().tookMillis()).toArray(Integer[]::new))
                .update();
    }

    void answered(long id, String state, Attempt attempt, int again) {
        sql.sql("""
                        with answered as (
                            update sandbox.delivery
                               set state = :state,
                                   answer = :answer,
                                   attempts = attempts + 1,
                                   answered_at = now(),
                                   next_at = now() + make_interval(secs => :again)
                             where delivery_id = :id
                            returning delivery_id)
                        insert into sandbox.attempt (delivery_id, signed_at, answer, took_ms)
                        select delivery_id, :signedAt, :answer, :took
                          from answered
                        """)
                .param("id", id)
                .param("state", state)
                .param("answer", attempt.answer())
                .param("again", again)
                .param("signedAt", attempt.signedAt())
                .param("took", attempt.tookMillis())
                .update();
    }

    void dropped(long id, String why) {
        sql.sql("""
                        update sandbox.delivery
                           set state = 'dropped', answer = :why, answered_at = now()
                         where delivery_id = :id
                        """).param("id", id).param("why", why).update();
    }

    /** Faults whose patience with what they hold is over. */
    List<Long> holdersWhoseTimeIsUp() {
        return sql.sql("""
                        select distinct held_by
                          from sandbox.delivery
                         where held_by is not null
                           and next_at <= now()
                        """).query((row, number) -> row.getLong("held_by")).list();
    }

    List<Long> heldBy(long fault) {
        return sql.sql("""
                        select delivery_id
                          from sandbox.delivery
                         where held_by = :fault
                         order by delivery_id
                        """)
                .param("fault", fault)
                .query((row, number) -> row.getLong("delivery_id"))
                .list();
    }

    /** Each goes in the place of another of them. */
    void letGo(ArrayNode places) {
        sql.sql("""
                        update sandbox.delivery d
                           set held_by = null, next_at = now(), place = fresh.place
                          from jsonb_to_recordset(cast(:places as jsonb)) as fresh (id bigint, place bigint)
                         where d.delivery_id = fresh.id
                        """).param("places", Documents.text(places)).update();
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

    /** Once more to the endpoint, or to every one that hears such events now. */
    int resend(String event, @Nullable String endpoint) {
        return sql.sql("""
                        insert into sandbox.delivery (event_id, account_id, endpoint_id, resent)
                        select e.event_id, e.account_id, t.thing_id, true
                          from sandbox.event e
                          join sandbox.thing t on t.account_id = e.account_id and t.kind = 'webhook_endpoint'
                         where e.event_id = :event
                           and t.json ->> 'status' = 'enabled'
                           and case when cast(:endpoint as text) is null
                               then t.json -> 'enabled_events' @> '"*"' or t.json -> 'enabled_events' @> to_jsonb(e.type)
                               else t.thing_id = :endpoint
                               end
                         order by t.seq
                        """).param("event", event).param("endpoint", endpoint).update();
    }

    boolean knows(String event) {
        return sql.sql("""
                        select event_id
                          from sandbox.event
                         where event_id = :event
                        """).param("event", event).query(String.class).optional().isPresent();
    }

    List<Told> newest(int limit) {
        return sql.sql("""
                        select e.event_id, e.type, e.created, e.subject,
                               count(d.delivery_id) as deliveries,
                               count(*) filter (where d.state = 'delivered') as delivered,
                               count(*) filter (where d.state = 'pending') as pending,
                               count(*) filter (where d.state = 'failed') as failed,
                               count(*) filter (where d.state = 'dropped') as dropped,
                               coalesce(sum(d.attempts), 0) as attempts,
                               (array_agg(d.answer order by d.answered_at desc nulls last))[1] as answer
                          from (select event_id, type, created, json -> 'data' -> 'object' ->> 'id' as subject, seq
                                  from sandbox.event
                                 order by seq desc
                                 limit :limit) e
                          left join sandbox.delivery d using (event_id)
                         group by e.event_id, e.type, e.created, e.subject, e.seq
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
