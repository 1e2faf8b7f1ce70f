package org.broadsheet.publication;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.broadsheet.publication.Standing.Place;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StandingStore {
    private static final RowMapper<Place> PLACE = (row, number) -> new Place(
            URI.create(row.getString("base_url")), row.getString("stripe_mode"), row.getString("stripe_account"));

    private final JdbcClient sql;

    StandingStore(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Place> find() {
        return sql.sql("""
                select base_url, stripe_mode, stripe_account
                  from publication.standing
                """).query(PLACE).optional();
    }

    /** Whichever copy comes first decides. */
    void settle(Place place, Instant now) {
        sql.sql("""
                insert into publication.standing (base_url, stripe_mode, stripe_account, confirmed_at)
                values (:base, :mode, :account, :now)
                on conflict do nothing
                """)
                .param("base", place.base().toString())
                .param("mode", place.mode())
                .param("account", place.account())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void know(String account) {
        sql.sql("""
                update publication.standing
                   set stripe_account = :account
                 where stripe_account is null
                """).param("account", account).update();
    }

    void put(Place place, Instant now) {
        sql.sql("""
                insert into publication.standing (base_url, stripe_mode, stripe_account, confirmed_at)
                values (:base, :mode, :account, :now)
                on conflict (newsroom_id) do update
                   set base_url = excluded.base_url, stripe_mode = excluded.stripe_mode,
                       stripe_account = excluded.stripe_account, confirmed_at = excluded.confirmed_at
                """)
                .param("base", place.base().toString())
                .param("mode", place.mode())
                .param("account", place.account())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
