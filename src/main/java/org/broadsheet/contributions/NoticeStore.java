package org.broadsheet.contributions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class NoticeStore {
    private final JdbcClient sql;

    NoticeStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Promises that are charged for a year within the time, unless they stop before. */
    List<UUID> annualChargesBetween(Instant from, Instant to) {
        return sql.sql("""
                select promise_id
                  from contributions.contribution
                 where state = 'active' and frequency = 'annual' and stops_at is null
                   and next_charge_at > :from and next_charge_at <= :to
                 order by next_charge_at
                """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getObject("promise_id", UUID.class))
                .list();
    }

    /** @return false when it was sent before */
    boolean begin(UUID contribution, String kind, LocalDate about, Instant now) {
        return sql.sql("""
                        insert into contributions.notice (contribution_id, kind, about, sent_at)
                        values (:contribution, :kind, :about, :now)
                        on conflict do nothing
                        """)
                        .param("contribution", contribution)
                        .param("kind", kind)
                        .param("about", about)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
