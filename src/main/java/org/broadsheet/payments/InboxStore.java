package org.broadsheet.payments;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.broadsheet.privacy.PersonalColumn;
import org.broadsheet.privacy.PersonalColumns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class InboxStore implements PersonalColumns {
    static final PersonalColumn PAYLOAD = new PersonalColumn(
            "payments.stripe_event_payload.payload_sealed", "to look into what Stripe told us", "30 days");

    private static final RowMapper<Work> WORK = (row, number) -> new Work(
            row.getString("stripe_event_id"),
            row.getString("type"),
            row.getInt("attempts"),
            row.getBytes("payload_sealed"));

    private final JdbcClient sql;

    InboxStore(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public List<PersonalColumn> columns() {
        return List.of(PAYLOAD);
    }

    /** Stripe delivers at least once; the primary key makes it once. */
    boolean store(ReceivedEvent event, byte[] sha256, Instant now) {
        return sql.sql("""
                        insert into payments.stripe_event
                               (stripe_event_id, type, object_id, sha256, api_version, received_at)
                        values (:id, :type, :object, :sha256, :apiVersion, :now)
                        on conflict (stripe_event_id) do nothing
                        """)
                        .param("id", event.id())
                        .param("type", event.type())
                        .param("object", event.objectId())
                        .param("sha256", sha256)
                        .param("apiVersion", event.apiVersion())
                        .param("now", at(now))
                        .update()
                == 1;
    }

    void storePayload(String id, byte[] sealed, Instant now) {
        sql.sql("""
                insert into payments.stripe_event_payload (stripe_event_id, payload_sealed, received_at)
                values (:id, :payload, :now)
                """)
                .param("id", id)
                .param("payload", sealed)
                .param("now", at(now))
                .update();
    }

    void queue(String id, InboxEntry.State state, @Nullable String why, Instant now) {
        sql.sql("""
                insert into payments.stripe_event_work (stripe_event_id, state, attempts, next_attempt_at, failure)
                values (:id, :state, 0, :now, :why)
                """)
                .param("id", id)
                .param("state", state.key())
                .param("why", why)
                .param("now", at(now))
                .update();
    }

    /** Locks what it takes and moves its next attempt, so that a worker that dies leaves it to the next one. */
    List<Work> lease(Instant now, Instant until, int most) {
        return sql.sql("""
                with leased as (
                    update payments.stripe_event_work
                       set attempts = attempts + 1, next_attempt_at = :until
                     where stripe_event_id in (select stripe_event_id
                                                 from payments.stripe_event_work
                                                where state = 'waiting' and next_attempt_at <= :now
                                                order by next_attempt_at
                                                limit :most
                                                  for update skip locked)
                    returning stripe_event_id, attempts)
                select leased.stripe_event_id, event.type, leased.attempts, payload.payload_sealed
                  from leased
                  join payments.stripe_event event using (stripe_event_id)
                  join payments.stripe_event_payload payload using (stripe_event_id)
                 order by event.received_at
                """)
                .param("now", at(now))
                .param("until", at(until))
                .param("most", most)
                .query(WORK)
                .list();
    }

    void done(String id, @Nullable UUID promise, Instant now) {
        sql.sql("""
                update payments.stripe_event_work
                   set state = 'done', failure = null, promise_id = :promise, finished_at = :now
                 where stripe_event_id = :id
                """)
                .param("promise", promise)
                .param("now", at(now))
                .param("id", id)
                .update();
    }

    void ignored(String id, String why, Instant now) {
        sql.sql("""
                update payments.stripe_event_work
                   set state = 'ignored', failure = :why, finished_at = :now
                 where stripe_event_id = :id
                """).param("why", why).param("now", at(now)).param("id", id).update();
    }

    void retry(String id, String failure, Instant next) {
        sql.sql("""
                update payments.stripe_event_work
                   set failure = :failure, next_attempt_at = :next
                 where stripe_event_id = :id
                """)
                .param("failure", failure)
                .param("next", at(next))
                .param("id", id)
                .update();
    }

    /** As if it had not been tried: somebody else was at it. */
    void postpone(String id, Instant next) {
        sql.sql("""
                update payments.stripe_event_work
                   set attempts = attempts - 1, next_attempt_at = :next
                 where stripe_event_id = :id
                """).param("next", at(next)).param("id", id).update();
    }

    void dead(String id, String failure, Instant now) {
        sql.sql("""
                update payments.stripe_event_work
                   set state = 'dead', failure = :failure, finished_at = :now
                 where stripe_event_id = :id
                """)
                .param("failure", failure)
                .param("now", at(now))
                .param("id", id)
                .update();
    }

    int forgetPayloads(Instant receivedBefore) {
        return sql.sql("""
                delete from payments.stripe_event_payload payload
                 where payload.received_at < :before
                   and not exists (select 1
                                     from payments.stripe_event_work work
                                    where work.stripe_event_id = payload.stripe_event_id and work.state = 'waiting')
                """).param("before", at(receivedBefore)).update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    record Work(String eventId, String type, int attempts, byte[] sealedPayload) {}
}
