package org.broadsheet.payments;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.payments.InboxEntry.State;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The inbox as the desk looks at it. */
@Repository
class InboxDeskStore {
    private static final RowMapper<InboxEntry> ENTRY = (row, number) -> new InboxEntry(
            row.getString("stripe_event_id"),
            row.getString("type"),
            row.getString("object_id"),
            row.getString("api_version"),
            row.getObject("received_at", OffsetDateTime.class).toInstant(),
            State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
            row.getInt("attempts"),
            row.getString("failure"),
            row.getObject("next_attempt_at", OffsetDateTime.class).toInstant(),
            row.getObject("promise_id", UUID.class),
            row.getBoolean("replayable"));

    private final JdbcClient sql;

    InboxDeskStore(JdbcClient sql) {
        this.sql = sql;
    }

    Map<State, Long> counts() {
        var counts = new EnumMap<State, Long>(State.class);
        for (var state : State.values()) {
            counts.put(state, 0L);
        }
        sql.sql("""
                select state, count(*) as events
                  from payments.stripe_event_work
                 group by state
                """).query(row -> {
            counts.put(State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), row.getLong("events"));
        });
        return counts;
    }

    List<InboxEntry> entries(State state, int most, long offset) {
        return sql.sql("""
                select event.stripe_event_id, event.type, event.object_id, event.api_version, event.received_at, work.state,
                       work.attempts, work.failure, work.next_attempt_at, work.promise_id,
                       exists (select 1
                                 from payments.stripe_event_payload payload
                                where payload.stripe_event_id = event.stripe_event_id) as replayable
                  from payments.stripe_event_work work
                  join payments.stripe_event event using (stripe_event_id)
                 where work.state = :state
                 order by event.received_at desc, event.stripe_event_id
                 limit :most offset :offset
                """)
                .param("state", state.key())
                .param("most", most)
                .param("offset", offset)
                .query(ENTRY)
                .list();
    }

    boolean replay(String id, Instant now) {
        return sql.sql("""
                        update payments.stripe_event_work work
                           set state = 'waiting', attempts = 0, failure = null, next_attempt_at = :now, finished_at = null
                         where work.stripe_event_id = :id
                           and exists (select 1
                                         from payments.stripe_event_payload payload
                                        where payload.stripe_event_id = work.stripe_event_id)
                        """)
                        .param("id", id)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
