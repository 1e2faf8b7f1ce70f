package org.broadsheet.payments;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CheckoutStore {
    private static final RowMapper<Checkout> CHECKOUT = (row, number) -> {
        var page = row.getString("page");
        return new Checkout(
                row.getObject("promise_id", UUID.class),
                row.getString("idempotency_key"),
                Frequency.of(row.getString("frequency")),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                Checkout.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("session_id"),
                page == null ? null : URI.create(page),
                row.getObject("asked_at", OffsetDateTime.class).toInstant());
    };

    private static final RowMapper<UUID> PROMISE = (row, number) -> row.getObject("promise_id", UUID.class);

    private final JdbcClient sql;

    CheckoutStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Before Stripe is called. A second click finds the first one's row. */
    void ask(CheckoutRequest request, String idempotencyKey, Instant now) {
        sql.sql("""
                insert into payments.checkout
                       (promise_id, idempotency_key, frequency, amount_minor, currency, state, asked_at)
                values (:promise, :key, :frequency, :amount, :currency, 'asked', :now)
                on conflict do nothing
                """)
                .param("promise", request.promise())
                .param("key", idempotencyKey)
                .param("frequency", request.frequency().key())
                .param("amount", request.amount().minorUnits())
                .param("currency", request.amount().currency().getCurrencyCode())
                .param("now", at(now))
                .update();
    }

    /** A page that we once opened, and have forgotten. */
    boolean adopt(UUID promise, ListingGateway.FoundPage page) {
        return sql.sql("""
                        insert into payments.checkout
                               (promise_id, idempotency_key, frequency, amount_minor, currency, state, session_id, page,
                                expires_at, asked_at)
                        values (:promise, 'checkout:' || :promise, :frequency, :amount, :currency, 'open', :session,
                                'about:blank', :expiresAt, :createdAt)
                        on conflict do nothing
                        """)
                        .param("promise", promise)
                        .param("frequency", page.frequency().key())
                        .param("amount", page.amount().minorUnits())
                        .param("currency", page.amount().currency().getCurrencyCode())
                        .param("session", page.sessionId())
                        .param("expiresAt", at(page.expiresAt()))
                        .param("createdAt", at(page.createdAt()))
                        .update()
                == 1;
    }

    Optional<Checkout> find(UUID promise) {
        return sql.sql("""
                select promise_id, idempotency_key, frequency, amount_minor, currency, state, session_id, page, asked_at
                  from payments.checkout
                 where promise_id = :promise
                """).param("promise", promise).query(CHECKOUT).optional();
    }

    void opened(UUID promise, PaymentGateway.Page page) {
        sql.sql("""
                update payments.checkout
                   set session_id = :session, page = :page, expires_at = :expiresAt,
                       state = case state when 'asked' then 'open' else state end
                 where promise_id = :promise
                """)
                .param("session", page.sessionId())
                .param("page", page.address().toString())
                .param("expiresAt", at(page.expiresAt()))
                .param("promise", promise)
                .update();
    }

    void looked(
            UUID promise, Checkout.State state, @Nullable String customer, @Nullable String subscription, Instant now) {
        sql.sql("""
                update payments.checkout
                   set state = :state, customer_id = coalesce(:customer, customer_id),
                       subscription_id = coalesce(:subscription, subscription_id), looked_at = :now
                 where promise_id = :promise
                """)
                .param("state", state.name().toLowerCase(Locale.ROOT))
                .param("customer", customer)
                .param("subscription", subscription)
                .param("now", at(now))
                .param("promise", promise)
                .update();
    }

    /** Pages of which Stripe has not told the end, asked for within the time that it keeps them open, and some. */
    List<UUID> unsettled(Instant since, Instant until) {
        return sql.sql("""
                select promise_id
                  from payments.checkout
                 where state in ('asked', 'open', 'processing') and asked_at between :since and :until
                 order by asked_at
                """)
                .param("since", at(since))
                .param("until", at(until))
                .query(PROMISE)
                .list();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
