package org.broadsheet.payments;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RefusalStore {
    private static final RowMapper<Refusal> REFUSAL = (row, number) -> new Refusal(
            row.getObject("payment_id", UUID.class),
            Money.of(row.getLong("amount_minor"), row.getString("currency")),
            row.getString("decline_code"));

    private final JdbcClient sql;

    RefusalStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Newest period first. */
    List<Refusal> of(UUID promise) {
        return sql.sql("""
                select payment_id, amount_minor, currency, decline_code
                  from payments.payment
                 where promise_id = :promise and state = 'failed' and invoice_id is not null
                 order by period_start desc nulls last, first_seen_at desc
                """).param("promise", promise).query(REFUSAL).list();
    }

    Optional<String> invoiceOf(UUID payment) {
        return sql.sql("""
                select invoice_id
                  from payments.payment
                 where payment_id = :payment and invoice_id is not null
                """).param("payment", payment).query(String.class).optional();
    }
}
