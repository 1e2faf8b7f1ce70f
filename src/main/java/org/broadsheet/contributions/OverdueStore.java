package org.broadsheet.contributions;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.broadsheet.contributions.GracePolicy.Letter;
import org.broadsheet.contributions.GracePolicy.Tone;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OverdueStore {
    private static final RowMapper<Letter> LETTER = (row, number) -> new Letter(
            row.getInt("position"),
            row.getInt("day"),
            Tone.valueOf(row.getString("tone").toUpperCase(Locale.ROOT)));

    private static final RowMapper<UUID> PROMISE = (row, number) -> row.getObject("promise_id", UUID.class);

    private final JdbcClient sql;

    OverdueStore(JdbcClient sql) {
        this.sql = sql;
    }

    GracePolicy policy() {
        int days = sql.sql("""
                select days
                  from contributions.grace_policy
                """).query(Integer.class).single();
        return new GracePolicy(days, sql.sql("""
                select position, day, tone
                  from contributions.grace_letter
                 order by day
                """).query(LETTER).list());
    }

    /** Promises whose contribution is behind, or ended unpaid not long ago. */
    List<UUID> behind(Instant endedSince) {
        return sql.sql("""
                select promise_id
                  from contributions.contribution
                 where state = 'past_due' or (end_reason = 'unpaid' and ended_at >= :endedSince)
                 order by past_due_since
                """)
                .param("endedSince", endedSince.atOffset(ZoneOffset.UTC))
                .query(PROMISE)
                .list();
    }

    /** How many ended unpaid though we had not given them up. */
    long endedWithoutUs(Instant since) {
        return sql.sql("""
                select count(*)
                  from contributions.contribution c
                 where c.end_reason = 'unpaid' and c.ended_at >= :since
                   and not exists (select 1
                                     from contributions.overdue_step s
                                    where s.contribution_id = c.contribution_id and s.step = 'lapse')
                """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** @return false when it has been done for this time of being behind, since {@code again} */
    boolean begin(UUID contribution, Instant behindSince, String step, Instant now, Instant again) {
        return sql.sql("""
                        insert into contributions.overdue_step as s (contribution_id, behind_since, step, done_at)
                        values (:contribution, :behindSince, :step, :now)
                        on conflict (contribution_id, behind_since, step) do update
                           set done_at = excluded.done_at
                         where s.done_at < :again
                        """)
                        .param("contribution", contribution)
                        .param("behindSince", behindSince.atOffset(ZoneOffset.UTC))
                        .param("step", step)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("again", again.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
