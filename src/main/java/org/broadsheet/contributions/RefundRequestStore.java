package org.broadsheet.contributions;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RefundRequestStore {
    private static final RowMapper<RefundRequest> REQUEST = (row, number) -> new RefundRequest(
            row.getObject("request_id", UUID.class),
            row.getObject("promise_id", UUID.class),
            row.getObject("payment_id", UUID.class),
            Money.of(row.getLong("amount_minor"), row.getString("currency")),
            row.getString("reason"),
            row.getObject("asked_by", UUID.class),
            row.getObject("asked_at", OffsetDateTime.class).toInstant());

    private final JdbcClient sql;

    RefundRequestStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param command what was ordered; null for one that waits for a second person */
    UUID add(UUID promise, UUID payment, Money amount, String reason, UUID by, Instant now, @Nullable UUID command) {
        return sql.sql("""
                insert into contributions.refund_request
                       (promise_id, payment_id, amount_minor, currency, reason, state, asked_by, asked_at, command_id)
                values (:promise, :payment, :amount, :currency, :reason,
                        case when cast(:command as uuid) is null then 'waiting' else 'ordered' end, :by, :now, :command)
                returning request_id
                """)
                .param("promise", promise)
                .param("payment", payment)
                .param("amount", amount.minorUnits())
                .param("currency", amount.currency().getCurrencyCode())
                .param("reason", reason)
                .param("command", command)
                .param("by", by)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getObject("request_id", UUID.class))
                .single();
    }

    List<RefundRequest> waiting() {
        return sql.sql("""
                select request_id, promise_id, payment_id, amount_minor, currency, reason, asked_by, asked_at
                  from contributions.refund_request
                 where state = 'waiting'
                 order by asked_at
                 limit 200
                """).query(REQUEST).list();
    }

    /** Locks it, so that of two who decide at once the second finds it decided. */
    Optional<RefundRequest> lockWaiting(UUID id) {
        return sql.sql("""
                select request_id, promise_id, payment_id, amount_minor, currency, reason, asked_by, asked_at
                  from contributions.refund_request
                 where request_id = :id and state = 'waiting'
                   for update
                """).param("id", id).query(REQUEST).optional();
    }

    long waitingMinor(UUID payment) {
        return sql.sql("""
                select coalesce(sum(amount_minor), 0)
                  from contributions.refund_request
                 where payment_id = :payment and state = 'waiting'
                """).param("payment", payment).query(Long.class).single();
    }

    /** @param command what was ordered; null when it was declined */
    void decide(UUID id, UUID by, @Nullable UUID command, Instant now) {
        sql.sql("""
                update contributions.refund_request
                   set state = case when cast(:command as uuid) is null then 'declined' else 'ordered' end,
                       command_id = :command, decided_by = :by, decided_at = :now
                 where request_id = :id
                """)
                .param("command", command)
                .param("by", by)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /** The promise of a contribution, for the desk. */
    Optional<UUID> promiseOf(UUID contribution) {
        return sql.sql("""
                select promise_id
                  from contributions.contribution
                 where contribution_id = :contribution
                """)
                .param("contribution", contribution)
                .query((row, number) -> row.getObject("promise_id", UUID.class))
                .optional();
    }
}
