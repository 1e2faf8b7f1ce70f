package org.broadsheet.payments;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.broadsheet.payments.PromiseFacts.PaymentFacts;
import org.broadsheet.payments.PromiseFacts.Settlement;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PaymentStore {
    private static final RowMapper<PaymentRecord> RECORD = (row, number) -> {
        var settledCurrency = row.getString("settled_currency");
        var paidAt = row.getObject("paid_at", OffsetDateTime.class);
        var at = paidAt == null ? row.getObject("first_seen_at", OffsetDateTime.class) : paidAt;
        return new PaymentRecord(
                row.getObject("payment_id", UUID.class),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                at.toInstant(),
                PaymentRecord.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                settledCurrency == null ? null : Money.of(row.getLong("fee_minor"), settledCurrency),
                row.getString("card"));
    };

    private static final RowMapper<Known> KNOWN = (row, number) -> new Known(
            row.getObject("payment_id", UUID.class),
            PaymentRecord.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
            row.getInt("attempts"),
            row.getString("balance_transaction_id") != null,
            Money.of(row.getLong("amount_minor"), row.getString("currency")));

    private static final RowMapper<UUID> PROMISE = (row, number) -> row.getObject("promise_id", UUID.class);

    private static final RowMapper<String> INVOICE = (row, number) -> row.getString("invoice_id");

    private final JdbcClient sql;

    PaymentStore(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Known> find(String paymentIntent) {
        return sql.sql("""
                select payment_id, state, attempts, balance_transaction_id, amount_minor, currency
                  from payments.payment
                 where payment_intent_id = :intent
                """).param("intent", paymentIntent).query(KNOWN).optional();
    }

    Optional<UUID> promiseOf(String paymentIntent) {
        return sql.sql("""
                select promise_id
                  from payments.payment
                 where payment_intent_id = :intent
                """).param("intent", paymentIntent).query(UUID.class).optional();
    }

    /** Stripe's ids of a payment, if it belongs to the promise. */
    Optional<StripeIds> idsOf(UUID promise, UUID payment) {
        return sql.sql("""
                select payment_intent_id, invoice_id
                  from payments.payment
                 where payment_id = :payment and promise_id = :promise
                """)
                .param("payment", payment)
                .param("promise", promise)
                .query((row, number) -> new StripeIds(row.getString("payment_intent_id"), row.getString("invoice_id")))
                .optional();
    }

    /** Whether nothing new can be told of it: its money and fee are known, or, unpaid, as many attempts. */
    boolean knowsInvoice(String invoice, boolean paid, int attempts) {
        return sql.sql("""
                select exists (select 1
                                 from payments.payment
                                where invoice_id = :invoice
                                  and case when :paid then balance_transaction_id is not null else attempts >= :attempts end)
                """)
                .param("invoice", invoice)
                .param("paid", paid)
                .param("attempts", attempts)
                .query(Boolean.class)
                .single();
    }

    boolean isBooked(String paymentIntent) {
        return sql.sql("""
                select exists (select 1
                                 from payments.payment
                                where payment_intent_id = :intent and balance_transaction_id is not null)
                """).param("intent", paymentIntent).query(Boolean.class).single();
    }

    /** Whether another payment has paid for the same period. */
    boolean isPaidAlready(String subscription, @Nullable Instant periodStart, String paymentIntent) {
        return sql.sql("""
                select exists (select 1
                                 from payments.payment
                                where subscription_id = :subscription and period_start = :start
                                  and payment_intent_id <> :intent and state in ('settled', 'refunded'))
                """)
                .param("subscription", subscription)
                .param("start", at(periodStart))
                .param("intent", paymentIntent)
                .query(Boolean.class)
                .single();
    }

    void quarantine(UUID payment) {
        sql.sql("""
                update payments.payment
                   set quarantined = true
                 where payment_id = :payment and subscription_id is null
                """).param("payment", payment).update();
    }

    boolean anySettled(UUID promise) {
        return sql.sql("""
                select exists (select 1
                                 from payments.payment
                                where promise_id = :promise and state in ('settled', 'refunded'))
                """).param("promise", promise).query(Boolean.class).single();
    }

    /** Invoices of which nothing new can be told as far as taking money goes: paid, and booked by Stripe. */
    Set<String> settledInvoices(UUID promise) {
        return sql.sql("""
                select invoice_id
                  from payments.payment
                 where promise_id = :promise and invoice_id is not null and balance_transaction_id is not null
                """).param("promise", promise).query(INVOICE).set();
    }

    UUID put(UUID promise, @Nullable String subscription, PaymentFacts facts, PaymentRecord.State state, Instant now) {
        var settlement = facts.settlement();
        return sql.sql("""
                insert into payments.payment
                       (payment_id, promise_id, state, amount_minor, currency, paid_at, settled_currency, settled_minor,
                        fee_minor, net_minor, payment_intent_id, charge_id, invoice_id, subscription_id,
                        balance_transaction_id, period_start, period_end, card, decline_code, attempts, first_seen_at)
                values (uuidv7(), :promise, :state, :amount, :currency, :paidAt, :settledCurrency, :settled,
                        :fee, :net, :intent, :charge, :invoice, :subscription,
                        :balanceTransaction, :periodStart, :periodEnd, :card, :declineCode, :attempts, :now)
                on conflict (payment_intent_id) do update
                   set state = excluded.state, paid_at = excluded.paid_at, charge_id = excluded.charge_id,
                       subscription_id = excluded.subscription_id,
                       settled_currency = coalesce(excluded.settled_currency, payment.settled_currency),
                       settled_minor = coalesce(excluded.settled_minor, payment.settled_minor),
                       fee_minor = coalesce(excluded.fee_minor, payment.fee_minor),
                       net_minor = coalesce(excluded.net_minor, payment.net_minor),
                       balance_transaction_id =
                           coalesce(excluded.balance_transaction_id, payment.balance_transaction_id),
                       period_start = excluded.period_start, period_end = excluded.period_end, card = excluded.card,
                       decline_code = excluded.decline_code, attempts = excluded.attempts
                returning payment_id
                """)
                .param("promise", promise)
                .param("state", state.name().toLowerCase(Locale.ROOT))
                .param("amount", facts.amount().minorUnits())
                .param("currency", facts.amount().currency().getCurrencyCode())
                .param("paidAt", isPaid(state) ? at(facts.at()) : null)
                .param(
                        "settledCurrency",
                        settlement == null
                                ? null
                                : settlement.gross().currency().getCurrencyCode())
                .param("settled", settlement == null ? null : settlement.gross().minorUnits())
                .param("fee", settlement == null ? null : settlement.fee().minorUnits())
                .param("net", settlement == null ? null : net(settlement))
                .param("intent", facts.paymentIntentId())
                .param("charge", facts.chargeId())
                .param("invoice", facts.invoiceId())
                .param("subscription", subscription)
                .param("balanceTransaction", settlement == null ? null : settlement.balanceTransactionId())
                .param("periodStart", at(facts.periodStart()))
                .param("periodEnd", at(facts.periodEnd()))
                .param("card", facts.card())
                .param("declineCode", facts.declineCode())
                .param("attempts", facts.attempts())
                .param("now", at(now))
                .query(UUID.class)
                .single();
    }

    List<PaymentRecord> of(UUID promise) {
        return sql.sql("""
                select payment_id, amount_minor, currency, state, paid_at, first_seen_at, settled_currency, fee_minor, card
                  from payments.payment
                 where promise_id = :promise
                 order by coalesce(paid_at, first_seen_at) desc, payment_id desc
                """).param("promise", promise).query(RECORD).list();
    }

    /** Promises with money that Stripe had not booked when we looked. */
    List<UUID> withoutSettlement(Instant seenBefore) {
        return sql.sql("""
                select distinct promise_id
                  from payments.payment
                 where state = 'settled' and balance_transaction_id is null and first_seen_at < :seenBefore
                 limit 500
                """).param("seenBefore", at(seenBefore)).query(PROMISE).list();
    }

    /** Whether anything of it is left with us. */
    void mark(UUID payment, PaymentRecord.State state) {
        sql.sql("""
                update payments.payment
                   set state = :state
                 where payment_id = :payment and state in ('settled', 'refunded')
                """)
                .param("state", state.name().toLowerCase(Locale.ROOT))
                .param("payment", payment)
                .update();
    }

    private static boolean isPaid(PaymentRecord.State state) {
        return state == PaymentRecord.State.SETTLED || state == PaymentRecord.State.REFUNDED;
    }

    private static long net(Settlement settlement) {
        return settlement.gross().minorUnits() - settlement.fee().minorUnits();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    record StripeIds(String paymentIntentId, @Nullable String invoiceId) {}

    /** What we knew of a payment before. */
    record Known(UUID id, PaymentRecord.State state, int attempts, boolean booked, Money amount) {
        boolean isPaid() {
            return PaymentStore.isPaid(state);
        }
    }
}
