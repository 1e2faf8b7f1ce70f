package org.broadsheet.payments;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class GivenBackStore {
    private final JdbcClient sql;

    GivenBackStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** What is on its way back counts; what could not be given back does not. Never more than was paid. */
    Map<UUID, Money> of(Collection<UUID> payments) {
        var back = new HashMap<UUID, Money>();
        sql.sql("""
                select p.payment_id, p.currency, least(p.amount_minor, sum(b.amount_minor)) as back_minor
                  from payments.payment p
                  join (select payment_id, amount_minor
                          from payments.refund
                         where state in ('pending', 'succeeded')
                        union all
                        select payment_id, amount_minor
                          from payments.dispute
                         where state = 'lost') b using (payment_id)
                 where p.payment_id = any (:payments)
                 group by p.payment_id, p.currency, p.amount_minor
                """).param("payments", payments.toArray(UUID[]::new)).query(row -> {
            back.put(
                    row.getObject("payment_id", UUID.class),
                    Money.of(row.getLong("back_minor"), row.getString("currency")));
        });
        return back;
    }
}
