package org.broadsheet.payments;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.broadsheet.payments.MoneyBack.DisputeFacts;
import org.broadsheet.payments.MoneyBack.DisputeState;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DisputeStore {
    private static final RowMapper<Known> KNOWN = (row, number) ->
            new Known(DisputeState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), row.getBoolean("inquiry"));

    private static final RowMapper<OpenDispute> OPEN = (row, number) -> {
        var due = row.getObject("due_by", OffsetDateTime.class);
        return new OpenDispute(
                row.getString("dispute_id"),
                row.getObject("promise_id", UUID.class),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getString("reason"),
                row.getBoolean("inquiry"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                due == null ? null : due.toInstant(),
                row.getString("state").equals("needs_response"));
    };

    private final JdbcClient sql;

    DisputeStore(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Known> find(String dispute) {
        return sql.sql("""
                select state, inquiry
                  from payments.dispute
                 where dispute_id = :dispute
                """).param("dispute", dispute).query(KNOWN).optional();
    }

    List<OpenDispute> open() {
        return sql.sql("""
                select dispute.dispute_id, payment.promise_id, dispute.amount_minor, dispute.currency, dispute.reason,
                       dispute.inquiry, dispute.made_at, dispute.due_by, dispute.state
                  from payments.dispute
                  join payments.payment using (payment_id)
                 where dispute.state in ('needs_response', 'under_review')
                 order by dispute.due_by nulls last, dispute.made_at
                 limit 200
                """).query(OPEN).list();
    }

    Optional<Intent> intentOf(String dispute) {
        return sql.sql("""
                select payment.promise_id, payment.payment_intent_id
                  from payments.dispute
                  join payments.payment using (payment_id)
                 where dispute.dispute_id = :dispute
                """)
                .param("dispute", dispute)
                .query((row, number) ->
                        new Intent(row.getObject("promise_id", UUID.class), row.getString("payment_intent_id")))
                .optional();
    }

    void put(UUID payment, DisputeFacts facts, Instant now) {
        sql.sql("""
                insert into payments.dispute
                       (dispute_id, payment_id, state, inquiry, reason, amount_minor, currency, made_at, due_by, submissions,
                        read_at)
                values (:dispute, :payment, :state, :inquiry, :reason, :amount, :currency, :at, :dueBy, :submissions, :now)
                on conflict (dispute_id) do update
                   set state = excluded.state, inquiry = excluded.inquiry, reason = excluded.reason,
                       amount_minor = excluded.amount_minor, due_by = excluded.due_by,
                       submissions = excluded.submissions, read_at = excluded.read_at
                """)
                .param("dispute", facts.id())
                .param("payment", payment)
                .param("state", facts.state().name().toLowerCase(Locale.ROOT))
                .param("inquiry", facts.inquiry())
                .param("reason", facts.reason())
                .param("amount", facts.amount().minorUnits())
                .param("currency", facts.amount().currency().getCurrencyCode())
                .param("at", at(facts.at()))
                .param("dueBy", at(facts.dueBy()))
                .param("submissions", facts.submissions())
                .param("now", at(now))
                .update();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    record Known(DisputeState state, boolean inquiry) {}

    /** The payment that a dispute is of, by its id at Stripe. */
    record Intent(UUID promise, String id) {}
}
