package org.broadsheet.payments;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
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
}
