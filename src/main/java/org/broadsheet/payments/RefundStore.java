package org.broadsheet.payments;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.payments.MoneyBack.RefundFacts;
import org.broadsheet.payments.MoneyBack.RefundState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RefundStore {
    private final JdbcClient sql;

    RefundStore(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<RefundState> stateOf(String refund) {
        return sql.sql("""
                select state
                  from payments.refund
                 where refund_id = :refund
                """)
                .param("refund", refund)
                .query((row, number) ->
                        RefundState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)))
                .optional();
    }

    static boolean counts(RefundState state) {
        return state == RefundState.PENDING || state == RefundState.SUCCEEDED;
    }

    void put(UUID payment, RefundFacts facts, Instant now) {
        sql.sql("""
                insert into payments.refund (refund_id, payment_id, state, amount_minor, currency, made_at, read_at)
                values (:refund, :payment, :state, :amount, :currency, :at, :now)
                on conflict (refund_id) do update
                   set state = excluded.state, read_at = excluded.read_at
                """)
                .param("refund", facts.id())
                .param("payment", payment)
                .param("state", facts.state().name().toLowerCase(Locale.ROOT))
                .param("amount", facts.amount().minorUnits())
                .param("currency", facts.amount().currency().getCurrencyCode())
                .param("at", facts.at().atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
