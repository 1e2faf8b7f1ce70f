package org.broadsheet.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CardStore {
    private static final RowMapper<Card> CARD = (row, number) -> new Card(
            row.getObject("promise_id", UUID.class),
            row.getString("label"),
            row.getObject("expires_on", LocalDate.class));

    private final JdbcClient sql;

    CardStore(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Known> known(UUID promise) {
        return sql.sql("""
                select in_use, turned_to
                  from payments.card
                 where promise_id = :promise
                """)
                .param("promise", promise)
                .query((row, number) -> new Known(row.getString("in_use"), row.getString("turned_to")))
                .optional();
    }

    void put(UUID promise, CardOnFile card, @Nullable String turnedTo, Instant now) {
        sql.sql("""
                insert into payments.card (promise_id, in_use, label, expires_on, turned_to, read_at)
                values (:promise, :inUse, :label, :expiresOn, :turnedTo, :now)
                on conflict (promise_id) do update
                   set in_use = excluded.in_use, label = excluded.label, expires_on = excluded.expires_on,
                       turned_to = excluded.turned_to, read_at = excluded.read_at
                """)
                .param("promise", promise)
                .param("inUse", card.inUse())
                .param("label", card.label())
                .param("expiresOn", card.expiresOn())
                .param("turnedTo", turnedTo)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Card> find(UUID promise) {
        return sql.sql("""
                select promise_id, label, expires_on
                  from payments.card
                 where promise_id = :promise and expires_on is not null
                """).param("promise", promise).query(CARD).optional();
    }

    /** Soonest first. */
    List<Card> expiring(LocalDate from, LocalDate to) {
        return sql.sql("""
                select promise_id, label, expires_on
                  from payments.card
                 where expires_on between :from and :to
                 order by expires_on, promise_id
                """).param("from", from).param("to", to).query(CARD).list();
    }

    record Known(@Nullable String inUse, @Nullable String turnedTo) {}
}
