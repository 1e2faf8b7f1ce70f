package org.broadsheet.payments;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.broadsheet.privacy.PersonalColumn;
import org.broadsheet.privacy.PersonalColumns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CaseStore implements PersonalColumns {
    static final PersonalColumn NOTE = new PersonalColumn(
            "payments.reconciliation_case.note_sealed", "to know how a case was closed", "as long as the books");

    private static final RowMapper<Case> CASE = (row, number) -> new Case(
            row.getObject("case_id", UUID.class),
            CaseKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            row.getString("subject"),
            row.getObject("promise_id", UUID.class),
            row.getObject("raised_at", OffsetDateTime.class).toInstant());

    private final JdbcClient sql;

    CaseStore(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public List<PersonalColumn> columns() {
        return List.of(NOTE);
    }

    /** Whether it is new; one that somebody has closed stays closed. */
    boolean raise(CaseKind kind, String subject, @Nullable UUID promise, Instant now) {
        return sql.sql("""
                        insert into payments.reconciliation_case (kind, subject, promise_id, raised_at)
                        values (:kind, :subject, :promise, :now)
                        on conflict (kind, subject) do nothing
                        """)
                        .param("kind", kind.key())
                        .param("subject", subject)
                        .param("promise", promise)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    List<Case> open(int most) {
        return sql.sql("""
                select case_id, kind, subject, promise_id, raised_at
                  from payments.reconciliation_case
                 where closed_at is null
                 order by raised_at desc
                 limit :most
                """).param("most", most).query(CASE).list();
    }

    boolean close(UUID id, UUID by, byte[] note, Instant now) {
        return sql.sql("""
                        update payments.reconciliation_case
                           set closed_at = :now, closed_by = :by, note_sealed = :note
                         where case_id = :id and closed_at is null
                        """)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .param("note", note)
                        .param("id", id)
                        .update()
                == 1;
    }
}
