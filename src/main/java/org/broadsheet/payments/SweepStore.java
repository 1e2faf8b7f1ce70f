package org.broadsheet.payments;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SweepStore {
    private final JdbcClient sql;

    SweepStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** When the last one that came to its end began. */
    Optional<Instant> last() {
        return sql.sql("""
                select began_at
                  from payments.sweep
                 order by finished_at desc
                 limit 1
                """)
                .query((row, number) ->
                        row.getObject("began_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    void add(Instant since, Instant began, Instant finished, int refreshed) {
        sql.sql("""
                insert into payments.sweep (since, began_at, finished_at, refreshed)
                values (:since, :began, :finished, :refreshed)
                """)
                .param("since", at(since))
                .param("began", at(began))
                .param("finished", at(finished))
                .param("refreshed", refreshed)
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
