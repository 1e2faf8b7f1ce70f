package org.broadsheet.contributions;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.payments.Asker;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ChangeStore {
    private static final RowMapper<Change> CHANGE = (row, number) -> new Change(
            row.getObject("change_id", UUID.class),
            row.getObject("contribution_id", UUID.class),
            Change.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            commands(row),
            Change.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
            row.getString("reason"),
            row.getTimestamp("asked_at").toInstant(),
            new Asker(
                    Asker.Kind.valueOf(row.getString("asked_by_kind").toUpperCase(Locale.ROOT)),
                    row.getObject("asked_by_id", UUID.class)));

    private final JdbcClient sql;

    ChangeStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Locks the contribution: of two who want something of it, the second one sees what the first one did. */
    Optional<Integer> lockRevision(UUID contribution) {
        return sql.sql("""
                select revision
                  from contributions.contribution
                 where contribution_id = :contribution
                   for update
                """)
                .param("contribution", contribution)
                .query(Integer.class)
                .optional();
    }

    void add(
            UUID id,
            UUID contribution,
            Change.Kind kind,
            int revision,
            String formKey,
            List<UUID> commands,
            @Nullable String reason,
            Asker by,
            Instant now) {
        sql.sql("""
                insert into contributions.change
                       (change_id, contribution_id, kind, revision, form_key, commands, reason, asked_at, asked_by_kind, asked_by_id)
                values (:id, :contribution, :kind, :revision, :formKey, :commands, :reason, :now, :byKind, :byId)
                """)
                .param("id", id)
                .param("contribution", contribution)
                .param("kind", kind.key())
                .param("revision", revision)
                .param("formKey", formKey)
                .param("commands", commands.toArray(UUID[]::new))
                .param("reason", reason)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("byKind", by.kind().name().toLowerCase(Locale.ROOT))
                .param("byId", by.id())
                .update();
    }

    void countUp(UUID contribution) {
        sql.sql("""
                update contributions.contribution
                   set revision = revision + 1
                 where contribution_id = :contribution
                """).param("contribution", contribution).update();
    }

    Optional<Change> find(UUID id) {
        return sql.sql("""
                select change_id, contribution_id, kind, commands, state, reason, asked_at, asked_by_kind, asked_by_id
                  from contributions.change
                 where change_id = :id
                """).param("id", id).query(CHANGE).optional();
    }

    Optional<Change> byForm(UUID contribution, String formKey) {
        return sql.sql("""
                select change_id, contribution_id, kind, commands, state, reason, asked_at, asked_by_kind, asked_by_id
                  from contributions.change
                 where contribution_id = :contribution and form_key = :formKey
                """)
                .param("contribution", contribution)
                .param("formKey", formKey)
                .query(CHANGE)
                .optional();
    }

    Optional<Change> latest(UUID contribution) {
        return sql.sql("""
                select change_id, contribution_id, kind, commands, state, reason, asked_at, asked_by_kind, asked_by_id
                  from contributions.change
                 where contribution_id = :contribution
                 order by revision desc
                 limit 1
                """).param("contribution", contribution).query(CHANGE).optional();
    }

    Optional<Change> byCommand(UUID command) {
        return sql.sql("""
                select change_id, contribution_id, kind, commands, state, reason, asked_at, asked_by_kind, asked_by_id
                  from contributions.change
                 where commands @> array[:command]
                """).param("command", command).query(CHANGE).optional();
    }

    /** Once: what was refused is not done, and the other way round. */
    boolean finish(UUID id, Change.State state, Instant now) {
        return sql.sql("""
                update contributions.change
                   set state = :state, finished_at = :now
                 where change_id = :id and state = 'asked'
                """)
                        .param("state", state.name().toLowerCase(Locale.ROOT))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    private static List<UUID> commands(java.sql.ResultSet row) throws SQLException {
        return Arrays.asList((UUID[]) row.getArray("commands").getArray());
    }
}
