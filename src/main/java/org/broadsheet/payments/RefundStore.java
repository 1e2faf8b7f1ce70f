package org.broadsheet.payments;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.money.Money;
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

    /** What is left of a payment, less refunds that arrived or are on their way; nothing while it is disputed or when that was lost. */
    Optional<Money> left(UUID promise, UUID payment) {
        return sql.sql("""
                select currency,
                       case when state in ('settled', 'refunded')
                                 and not exists (select 1
                                                   from payments.dispute
                                                  where dispute.payment_id = payment.payment_id and not dispute.inquiry
                                                    and dispute.state in ('needs_response', 'under_review', 'lost'))
                            then amount_minor - coalesce((select sum(refund.amount_minor)
                                                            from payments.refund
                                                           where refund.payment_id = payment.payment_id
                                                             and refund.state in ('pending', 'succeeded')), 0)
                            else 0 end as left_minor
                  from payments.payment
                 where payment_id = :payment and promise_id = :promise
                """)
                .param("payment", payment)
                .param("promise", promise)
                .query((row, number) -> Money.of(Math.max(0, row.getLong("left_minor")), row.getString("currency")))
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
