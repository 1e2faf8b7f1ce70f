package org.broadsheet.payments;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CommandStore {
    private static final RowMapper<OrderedCommand> COMMAND = (row, number) -> {
        var finished = row.getObject("finished_at", OffsetDateTime.class);
        return new OrderedCommand(
                row.getObject("command_id", UUID.class),
                row.getObject("promise_id", UUID.class),
                CommandJson.read(row.getString("kind"), row.getString("arguments")),
                OrderedCommand.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                new Asker(
                        Asker.Kind.valueOf(row.getString("asked_by_kind").toUpperCase(Locale.ROOT)),
                        row.getObject("asked_by_id", UUID.class)),
                finished == null ? null : finished.toInstant(),
                row.getString("refusal"));
    };

    private static final RowMapper<Work> WORK = (row, number) -> new Work(
            row.getObject("command_id", UUID.class),
            row.getObject("promise_id", UUID.class),
            CommandJson.read(row.getString("kind"), row.getString("arguments")),
            row.getString("idempotency_key"),
            row.getObject("key_made_at", OffsetDateTime.class).toInstant(),
            row.getInt("attempts"));

    private final JdbcClient sql;

    CommandStore(JdbcClient sql) {
        this.sql = sql;
    }

    UUID add(UUID promise, StripeCommand command, Asker by, Instant now) {
        return sql.sql("""
                with id as (select uuidv7() as id)
                insert into payments.stripe_command
                       (command_id, promise_id, kind, arguments, idempotency_key, key_made_at, next_attempt_at, asked_at,
                        asked_by_kind, asked_by_id)
                select id, :promise, :kind, cast(:arguments as jsonb), 'command:' || id, :now, :now, :now, :byKind, :byId
                  from id
                returning command_id
                """)
                .param("promise", promise)
                .param("kind", CommandJson.kind(command))
                .param("arguments", CommandJson.write(command))
                .param("byKind", by.kind().name().toLowerCase(Locale.ROOT))
                .param("byId", by.id())
                .param("now", at(now))
                .query(UUID.class)
                .single();
    }

    Optional<OrderedCommand> find(UUID command) {
        return sql.sql("""
                select command_id, promise_id, kind, arguments, state, asked_at, asked_by_kind, asked_by_id, finished_at, refusal
                  from payments.stripe_command
                 where command_id = :command
                """).param("command", command).query(COMMAND).optional();
    }

    /** In the order in which they were asked for. */
    List<OrderedCommand> unfinished(UUID promise) {
        return sql.sql("""
                select command_id, promise_id, kind, arguments, state, asked_at, asked_by_kind, asked_by_id, finished_at, refusal
                  from payments.stripe_command
                 where promise_id = :promise and state in ('queued', 'unknown')
                 order by command_id
                """).param("promise", promise).query(COMMAND).list();
    }

    /** Promises whose turn it is. */
    List<UUID> due(Instant now) {
        return sql.sql("""
                select promise_id
                  from payments.stripe_command
                 where state in ('queued', 'unknown')
                 group by promise_id
                having min(next_attempt_at) <= :now
                 order by min(next_attempt_at)
                 limit 100
                """)
                .param("now", at(now))
                .query((row, number) -> row.getObject("promise_id", UUID.class))
                .list();
    }

    /**
     * The oldest of a promise, if it is due; a later one waits for it. From here on it may have reached Stripe: whoever dies now
     * leaves it unknown, and free for the next one after a while. Empty also when another copy has it.
     */
    Optional<Work> lease(UUID promise, Instant now, Instant until) {
        return sql.sql("""
                update payments.stripe_command
                   set attempts = attempts + 1, state = 'unknown', failure = null, next_attempt_at = :until
                 where command_id = (select command_id
                                       from payments.stripe_command
                                      where promise_id = :promise and state in ('queued', 'unknown')
                                      order by command_id
                                      limit 1
                                        for update)
                   and next_attempt_at <= :now
                returning command_id, promise_id, kind, arguments, idempotency_key, key_made_at, attempts
                """)
                .param("promise", promise)
                .param("now", at(now))
                .param("until", at(until))
                .query(WORK)
                .optional();
    }

    void newKey(UUID command, String key, Instant now) {
        sql.sql("""
                update payments.stripe_command
                   set idempotency_key = :key, key_made_at = :now
                 where command_id = :command
                """)
                .param("key", key)
                .param("now", at(now))
                .param("command", command)
                .update();
    }

    void finished(UUID command, @Nullable String stripeObject, @Nullable String refusal, Instant now) {
        sql.sql("""
                update payments.stripe_command
                   set state = case when cast(:refusal as text) is null then 'done' else 'refused' end, refusal = :refusal,
                       stripe_object = :object, failure = null, finished_at = :now
                 where command_id = :command
                """)
                .param("refusal", refusal)
                .param("object", stripeObject)
                .param("now", at(now))
                .param("command", command)
                .update();
    }

    /** @param sent false when it certainly did not leave the house: then it is no attempt */
    void failed(UUID command, String failure, boolean sent, Instant next) {
        sql.sql("""
                update payments.stripe_command
                   set failure = :failure, next_attempt_at = :next,
                       attempts = case when :sent then attempts else attempts - 1 end,
                       state = case when :sent or attempts > 1 then 'unknown' else 'queued' end
                 where command_id = :command
                """)
                .param("failure", failure)
                .param("sent", sent)
                .param("next", at(next))
                .param("command", command)
                .update();
    }

    /** Whether anybody still works on it, or is about to. */
    boolean isUnderWay(UUID command, Instant now) {
        return sql.sql("""
                select exists (select 1
                                 from payments.stripe_command
                                where command_id = :command and state in ('queued', 'unknown')
                                  and (failure is null or next_attempt_at <= :now))
                """)
                .param("command", command)
                .param("now", at(now))
                .query(Boolean.class)
                .single();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    record Work(UUID command, UUID promise, StripeCommand what, String key, Instant keyMadeAt, int attempts) {
        boolean isFirst() {
            return attempts == 1;
        }
    }
}
