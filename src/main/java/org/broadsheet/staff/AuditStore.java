package org.broadsheet.staff;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AuditStore {
    private static final RowMapper<AuditEntry> ENTRY = (row, number) -> new AuditEntry(
            row.getLong("number"),
            row.getObject("at", OffsetDateTime.class).toInstant(),
            row.getObject("actor_id", UUID.class),
            row.getString("action"),
            row.getString("subject_kind"),
            row.getString("subject_id"),
            row.getString("details"),
            row.getBytes("previous_hash"),
            row.getBytes("hash"));

    private final JdbcClient sql;

    AuditStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Held until the transaction ends, because each row must know the one before it. */
    Optional<AuditEntry> lockHead() {
        sql.sql("""
                select pg_advisory_xact_lock(hashtext('staff.audit_entry'))
                """).query((row, number) -> true).single();
        return head();
    }

    Optional<AuditEntry> head() {
        return sql.sql("""
                select number, at, actor_id, action, subject_kind, subject_id, details, previous_hash, hash
                  from staff.audit_entry
                 order by number desc
                 limit 1
                """).query(ENTRY).optional();
    }

    List<AuditEntry> after(long number, int atMost) {
        return sql.sql("""
                select number, at, actor_id, action, subject_kind, subject_id, details, previous_hash, hash
                  from staff.audit_entry
                 where number > :number
                 order by number
                 limit :atMost
                """)
                .param("number", number)
                .param("atMost", atMost)
                .query(ENTRY)
                .list();
    }

    void add(AuditEntry entry) {
        sql.sql("""
                insert into staff.audit_entry
                       (number, at, actor_id, action, subject_kind, subject_id, details, previous_hash, hash)
                values (:number, :at, :actor, :action, :subjectKind, :subjectId, :details, :previousHash, :hash)
                """)
                .param("number", entry.number())
                .param("at", entry.at().atOffset(ZoneOffset.UTC))
                .param("actor", entry.actor())
                .param("action", entry.action())
                .param("subjectKind", entry.subjectKind())
                .param("subjectId", entry.subjectId())
                .param("details", entry.details())
                .param("previousHash", entry.previousHash())
                .param("hash", entry.hash())
                .update();
    }
}
