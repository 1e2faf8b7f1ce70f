package org.broadsheet.payments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.broadsheet.payments.PromiseFacts.SubscriptionState;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SubscriptionStore {
    private static final RowMapper<SubscriptionFacts> FACTS = (row, number) -> new SubscriptionFacts(
            SubscriptionFacts.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
            Money.of(row.getLong("amount_minor"), row.getString("currency")),
            row.getObject("started_at", OffsetDateTime.class).toInstant(),
            row.getObject("current_period_end", OffsetDateTime.class).toInstant(),
            instant(row, "stops_at"),
            instant(row, "ended_at"),
            Frequency.of(row.getString("frequency")),
            instant(row, "resumes_at"));

    private static final RowMapper<UUID> PROMISE = (row, number) -> row.getObject("promise_id", UUID.class);

    private final JdbcClient sql;

    SubscriptionStore(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<SubscriptionFacts> find(UUID promise) {
        return sql.sql("""
                select status, amount_minor, currency, started_at, current_period_end, stops_at, ended_at, frequency, resumes_at
                  from payments.subscription
                 where promise_id = :promise
                """).param("promise", promise).query(FACTS).optional();
    }

    Optional<String> idOf(UUID promise) {
        return sql.sql("""
                select subscription_id
                  from payments.subscription
                 where promise_id = :promise
                """).param("promise", promise).query(String.class).optional();
    }

    Optional<String> customerOf(UUID promise) {
        return sql.sql("""
                select customer_id
                  from payments.subscription
                 where promise_id = :promise
                """).param("promise", promise).query(String.class).optional();
    }

    Optional<UUID> promiseOfCustomer(String customer) {
        return sql.sql("""
                select promise_id
                  from payments.subscription
                 where customer_id = :customer
                 limit 1
                """).param("customer", customer).query(UUID.class).optional();
    }

    Optional<UUID> promiseOf(String subscription) {
        return sql.sql("""
                select promise_id
                  from payments.subscription
                 where subscription_id = :subscription
                """)
                .param("subscription", subscription)
                .query(UUID.class)
                .optional();
    }

    void put(UUID promise, Frequency frequency, SubscriptionState state, Instant now) {
        var facts = state.facts().elseEvery(frequency);
        sql.sql("""
                insert into payments.subscription
                       (subscription_id, promise_id, customer_id, status, amount_minor, currency, frequency, started_at,
                        current_period_end, stops_at, ended_at, resumes_at, read_at)
                values (:subscription, :promise, :customer, :status, :amount, :currency, :frequency, :startedAt,
                        :periodEnd, :stopsAt, :endedAt, :resumesAt, :now)
                on conflict (subscription_id) do update
                   set status = excluded.status, amount_minor = excluded.amount_minor, currency = excluded.currency,
                       current_period_end = excluded.current_period_end, stops_at = excluded.stops_at,
                       ended_at = excluded.ended_at, frequency = excluded.frequency,
                       resumes_at = excluded.resumes_at, read_at = excluded.read_at
                """)
                .param("subscription", state.subscriptionId())
                .param("promise", promise)
                .param("customer", state.customerId())
                .param("status", facts.status().name().toLowerCase(Locale.ROOT))
                .param("amount", facts.amount().minorUnits())
                .param("currency", facts.amount().currency().getCurrencyCode())
                .param(
                        "frequency",
                        facts.frequency() == null
                                ? frequency.key()
                                : facts.frequency().key())
                .param("startedAt", at(facts.startedAt()))
                .param("periodEnd", at(facts.periodEnd()))
                .param("stopsAt", at(facts.stopsAt()))
                .param("endedAt", at(facts.endedAt()))
                .param("resumesAt", at(facts.resumesAt()))
                .param("now", at(now))
                .update();
    }

    /** Living ones whose period has ended since we last looked: Stripe has charged, or tried to, and we were not told. */
    List<UUID> overdue(Instant dueBefore, Instant readBefore) {
        return sql.sql("""
                select promise_id
                  from payments.subscription
                 where status <> 'ended' and current_period_end < :dueBefore and read_at < :readBefore
                 order by current_period_end
                 limit 500
                """)
                .param("dueBefore", at(dueBefore))
                .param("readBefore", at(readBefore))
                .query(PROMISE)
                .list();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
