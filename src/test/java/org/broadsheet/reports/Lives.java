package org.broadsheet.reports;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts what happened to readers and their money into the tables of contributions, payments and the ledger, as those would. */
class Lives {
    private static final Instant RECORDED = Instant.parse("2026-11-23T12:00:00Z");

    private final JdbcClient sql;
    private final TransactionTemplate transaction;

    Lives(DataSource source) {
        sql = JdbcClient.create(source);
        transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    }

    void forget() {
        sql.sql("""
                truncate contributions.promise, contributions.contribution, contributions.contribution_event,
                         payments.checkout, payments.subscription, payments.payment, ledger.transaction, ledger.entry cascade
                """).update();
    }

    /** A reader on the payment page: nothing is known but the promise. */
    Life pending(UUID member, Frequency frequency, String currency, long amount, String at) {
        return pending(member, frequency, currency, amount, Instant.parse(at));
    }

    Life pending(UUID member, Frequency frequency, String currency, long amount, Instant at) {
        return new Life(member, frequency, currency, amount, at);
    }

    /** From the first settled payment on. */
    Life begin(UUID member, Frequency frequency, String currency, long amount, Instant at) {
        var life = pending(member, frequency, currency, amount, at);
        life.begin(at);
        return life;
    }

    Life begin(UUID member, Frequency frequency, String currency, long amount, String at) {
        return begin(member, frequency, currency, amount, Instant.parse(at));
    }

    /** A transaction of the books that balances; the net lies on Stripe's balance. */
    void book(UUID payment, String source, String currency, long gross, long fee, Instant at) {
        transaction.executeWithoutResult(status -> {
            var id = open(payment, source, "charge", at);
            enter(id, 1, "stripe_balance", currency, gross - fee);
            enter(id, 2, "stripe_fees", currency, fee);
            enter(id, 3, "contributions", currency, -gross);
        });
    }

    void bookRefund(UUID payment, String source, String currency, long amount, Instant at) {
        transaction.executeWithoutResult(status -> {
            var id = open(payment, source, "refund", at);
            enter(id, 1, "refunds", currency, amount);
            enter(id, 2, "stripe_balance", currency, -amount);
        });
    }

    private UUID open(UUID payment, String source, String kind, Instant at) {
        return sql.sql("""
                insert into ledger.transaction (transaction_id, source, kind, reference, occurred_at, posted_at)
                values (uuidv7(), :source, :kind, :payment, :at, :at)
                returning transaction_id
                """)
                .param("source", source)
                .param("kind", kind)
                .param("payment", payment)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single();
    }

    private void enter(UUID id, int position, String account, String currency, long amount) {
        sql.sql("""
                insert into ledger.entry (transaction_id, position, account, currency, amount_minor)
                values (:id, :position, :account, :currency, :amount)
                """)
                .param("id", id)
                .param("position", position)
                .param("account", account)
                .param("currency", currency)
                .param("amount", amount)
                .update();
    }

    private static String shortId(UUID id) {
        return id.toString().replace("-", "");
    }

    final class Life {
        final UUID promise = UUID.randomUUID();
        final UUID contribution = UUID.randomUUID();
        final Frequency frequency;
        final String currency;
        long amount;
        private final @Nullable String subscription;

        private Life(UUID member, Frequency frequency, String currency, long amount, Instant at) {
            this.frequency = frequency;
            this.currency = currency;
            this.amount = amount;
            this.subscription = frequency.recurs() ? "sub_" + shortId(promise) : null;
            promise(at);
            checkout(at);
            if (subscription != null) {
                subscription(at);
            }
            contribution(member, at);
        }

        void begin(Instant at) {
            var payment = pay(at);
            if (frequency.recurs()) {
                move("active", at);
                event("started", at, amount, payment);
            } else {
                move("given", at);
                event("given", at, 0, payment);
            }
        }

        UUID renew(Instant at) {
            var payment = pay(at);
            sql.sql("""
                    update contributions.contribution
                       set state = 'active', settled_at = :at, past_due_since = null, attempts = null
                     where contribution_id = :id
                    """)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("id", contribution)
                    .update();
            event("renewed", at, 0, payment);
            return payment;
        }

        void fail(Instant at) {
            sql.sql("""
                    update contributions.contribution
                       set state = 'past_due', past_due_since = :at, attempts = 1
                     where contribution_id = :id
                    """)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("id", contribution)
                    .update();
            event("failed", at, 0, null);
        }

        void change(long newAmount, Instant at) {
            event("amount_changed", at, newAmount - amount, null);
            amount = newAmount;
            sql.sql("update contributions.contribution set amount_minor = :amount where contribution_id = :id")
                    .param("amount", amount)
                    .param("id", contribution)
                    .update();
        }

        void end(String reason, Instant at) {
            sql.sql("""
                    update contributions.contribution
                       set state = 'ended', ended_at = :at, end_reason = :reason, past_due_since = null, attempts = null
                     where contribution_id = :id
                    """)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("reason", reason)
                    .param("id", contribution)
                    .update();
            event("ended", at, reason.equals("never_paid") ? 0 : -amount, null);
        }

        void refund(UUID payment, Instant at) {
            sql.sql("update payments.payment set state = 'refunded' where payment_id = :id")
                    .param("id", payment)
                    .update();
            bookRefund(payment, "txn_r" + shortId(payment), currency, amount, at);
        }

        UUID firstPayment() {
            return sql.sql(
                            "select payment_id from payments.payment where promise_id = :promise order by paid_at limit 1")
                    .param("promise", promise)
                    .query(UUID.class)
                    .single();
        }

        /** Settles and books it, with a fee of one in ten. */
        UUID pay(Instant at) {
            var payment = UUID.randomUUID();
            long fee = amount / 10;
            sql.sql("""
                    insert into payments.payment
                           (payment_id, promise_id, state, amount_minor, currency, paid_at, settled_currency, settled_minor,
                            fee_minor, net_minor, payment_intent_id, charge_id, invoice_id, subscription_id,
                            balance_transaction_id, period_start, attempts, first_seen_at)
                    values (:id, :promise, 'settled', :amount, :currency, :at, :currency, :amount,
                            :fee, :net, :intent, :charge, :invoice, :subscription, :balance, :at, 1, :at)
                    """)
                    .param("id", payment)
                    .param("promise", promise)
                    .param("amount", amount)
                    .param("currency", currency)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("fee", fee)
                    .param("net", amount - fee)
                    .param("intent", "pi_" + shortId(payment))
                    .param("charge", "ch_" + shortId(payment))
                    .param("invoice", subscription == null ? null : "in_" + shortId(payment))
                    .param("subscription", subscription)
                    .param("balance", "txn_" + shortId(payment))
                    .update();
            if (fee > 0) {
                book(payment, "txn_" + shortId(payment), currency, amount, fee, at);
            }
            return payment;
        }

        private void promise(Instant at) {
            sql.sql("""
                    insert into contributions.promise
                           (promise_id, form_key, content_hash, frequency, currency, base_minor, fee_minor, amount_minor,
                            first_charge_on, anchor_day, language, promise_text, text_version, payer_browser_hash,
                            thanks_token_hash, state, created_at, closed_at)
                    values (:id, :key, sha256(:key::bytea), :frequency, :currency, :amount, 0, :amount,
                            :on, :day, 'en', 'Five a month', 1, sha256(:key::bytea), sha256(:key::bytea), 'completed', :at, :at)
                    """)
                    .param("id", promise)
                    .param("key", promise.toString())
                    .param("frequency", frequency.key())
                    .param("currency", currency)
                    .param("amount", amount)
                    .param("on", at.atOffset(ZoneOffset.UTC).toLocalDate())
                    .param("day", frequency.recurs() ? 15 : null)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .update();
        }

        private void checkout(Instant at) {
            sql.sql("""
                    insert into payments.checkout
                           (promise_id, idempotency_key, frequency, amount_minor, currency, state, session_id, asked_at)
                    values (:id, :key, :frequency, :amount, :currency, 'paid', :session, :at)
                    """)
                    .param("id", promise)
                    .param("key", promise.toString())
                    .param("frequency", frequency.key())
                    .param("amount", amount)
                    .param("currency", currency)
                    .param("session", "cs_" + shortId(promise))
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .update();
        }

        private void subscription(Instant at) {
            sql.sql("""
                    insert into payments.subscription
                           (subscription_id, promise_id, customer_id, status, amount_minor, currency, frequency, started_at,
                            current_period_end, read_at)
                    values (:id, :promise, :customer, 'active', :amount, :currency, :frequency, :at, :at, :at)
                    """)
                    .param("id", subscription)
                    .param("promise", promise)
                    .param("customer", "cus_" + shortId(promise))
                    .param("amount", amount)
                    .param("currency", currency)
                    .param("frequency", frequency.key())
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .update();
        }

        private void contribution(UUID member, Instant at) {
            sql.sql("""
                    insert into contributions.contribution
                           (contribution_id, promise_id, member_id, frequency, currency, amount_minor, state, created_at)
                    values (:id, :promise, :member, :frequency, :currency, :amount, 'pending', :at)
                    """)
                    .param("id", contribution)
                    .param("promise", promise)
                    .param("member", member)
                    .param("frequency", frequency.key())
                    .param("currency", currency)
                    .param("amount", amount)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .update();
        }

        private void move(String state, Instant settled) {
            sql.sql("""
                    update contributions.contribution
                       set state = :state, started_at = :at, settled_at = :at
                     where contribution_id = :id
                    """)
                    .param("state", state)
                    .param("at", settled.atOffset(ZoneOffset.UTC))
                    .param("id", contribution)
                    .update();
        }

        private void event(String kind, Instant at, long delta, @Nullable UUID payment) {
            sql.sql("""
                    insert into contributions.contribution_event
                           (contribution_id, kind, at, frequency, currency, amount_delta_minor, payment_id, recorded_at)
                    values (:id, :kind, :at, :frequency, :currency, :delta, :payment, :recorded)
                    """)
                    .param("id", contribution)
                    .param("kind", kind)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("frequency", frequency.key())
                    .param("currency", currency)
                    .param("delta", delta)
                    .param("payment", payment)
                    .param("recorded", RECORDED.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
