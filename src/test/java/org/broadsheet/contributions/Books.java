package org.broadsheet.contributions;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All that the application knows of gifts: what came of them, the money, the books, the mails. */
final class Books {
    private final JdbcClient sql;
    private List<UUID> mailsBefore = List.of();

    Books(JdbcClient sql) {
        this.sql = sql;
    }

    /** Mails written from now on are counted. */
    void begin() {
        mailsBefore =
                sql.sql("select message_id from mail.message").query(UUID.class).list();
    }

    void untilAllIsDone() {
        Awaitility.await("all events are worked on and all mails sent")
                .atMost(Duration.ofMinutes(2))
                .until(() -> sql.sql("""
                        select (select count(*) from payments.stripe_event_work where state = 'waiting')
                               + (select count(*) from mail.message where state = 'queued')
                        """).query(Long.class).single() == 0);
    }

    /** In words that are the same in every life: without ids and moments. */
    Map<String, List<String>> of(Map<String, UUID> promises) {
        var known = new LinkedHashMap<String, List<String>>();
        promises.forEach((who, promise) -> known.put(who, of(promise)));
        known.put(
                "mails",
                sql.sql("""
                select template || ' ' || state
                  from mail.message
                 where message_id <> all (:before)
                   -- Sent by the day on which a timer looks, whatever has been told by then.
                   and template <> 'overdue'
                 order by template, state
                """)
                        .param("before", mailsBefore.toArray(UUID[]::new))
                        .query(String.class)
                        .list());
        known.put(
                "given up",
                sql.sql("select stripe_event_id from payments.stripe_event_work where state = 'dead'")
                        .query(String.class)
                        .list());
        return known;
    }

    private List<String> of(UUID promise) {
        return sql.sql("""
                select fact
                  from (select 1 as part, 0 as place, now() as at, 'promise ' || state as fact
                          from contributions.promise
                         where promise_id = :promise
                        union all
                        select 2, 0, now(),
                               concat_ws(' ', 'contribution', state, end_reason, frequency, amount_minor, attempts,
                                         next_charge_at is not null, stops_at is not null, member_id is not null)
                          from contributions.contribution
                         where promise_id = :promise
                        union all
                        select 3, 0, at, concat_ws(' ', 'happening', kind, amount_delta_minor)
                          from contributions.contribution_event join contributions.contribution using (contribution_id)
                         where promise_id = :promise
                        union all
                        select 4, 0, now(), concat_ws(' ', 'subscription', status, amount_minor, stops_at is not null)
                          from payments.subscription
                         where promise_id = :promise
                        union all
                        select 5, 0, period_start,
                               concat_ws(' ', 'payment', state, amount_minor, fee_minor, net_minor, decline_code, attempts, card)
                          from payments.payment
                         where promise_id = :promise
                        union all
                        select 6, position, occurred_at, concat_ws(' ', 'entry', kind, account, entry.currency, entry.amount_minor)
                          from ledger.entry join ledger.transaction using (transaction_id)
                               join payments.payment on payment_id = reference
                         where promise_id = :promise) facts
                 order by part, at, place, fact
                """).param("promise", promise).query(String.class).list();
    }

    String intentOf(UUID promise) {
        return sql.sql("select payment_intent_id from payments.payment where promise_id = :promise")
                .param("promise", promise)
                .query(String.class)
                .single();
    }

    /** To the letter, but for the moment at which Stripe was asked last. */
    List<String> everything() {
        return sql.sql("""
                select cast(promise as text) as fact from contributions.promise
                union all select cast(contribution as text) from contributions.contribution
                union all select cast(contribution_event as text) from contributions.contribution_event
                union all select cast(payment as text) from payments.payment
                union all select cast(to_jsonb(subscription) - 'read_at' as text) from payments.subscription
                union all select cast(to_jsonb(checkout) - 'looked_at' as text) from payments.checkout
                union all select cast(transaction as text) from ledger.transaction
                union all select cast(entry as text) from ledger.entry
                union all select cast(message as text) from mail.message
                 order by fact
                """).query(String.class).list();
    }
}
