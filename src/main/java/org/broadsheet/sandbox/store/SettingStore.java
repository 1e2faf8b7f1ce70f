package org.broadsheet.sandbox.store;

import java.util.Arrays;
import java.util.List;
import org.broadsheet.sandbox.engine.Dunning;
import org.springframework.jdbc.core.simple.JdbcClient;

final class SettingStore {
    private final JdbcClient sql;

    SettingStore(JdbcClient sql) {
        this.sql = sql;
    }

    long offset() {
        return sql.sql("""
                        select offset_seconds
                          from sandbox.setting
                        """).query(Long.class).single();
    }

    void moveTo(long offset) {
        sql.sql("""
                        update sandbox.setting
                           set offset_seconds = greatest(offset_seconds, :offset)
                        """).param("offset", offset).update();
    }

    Dunning dunning() {
        return sql.sql("""
                        select retry_days, exhausted
                          from sandbox.setting
                        """)
                .query((row, number) -> new Dunning(
                        Arrays.stream((Integer[]) row.getArray("retry_days").getArray())
                                .toList(),
                        Dunning.Exhausted.valueOf(row.getString("exhausted"))))
                .single();
    }

    void setDunning(Dunning dunning) {
        sql.sql("""
                        update sandbox.setting
                           set retry_days = :days, exhausted = :exhausted
                        """)
                .param("days", dunning.retryAfterDays().toArray(Integer[]::new))
                .param("exhausted", dunning.exhausted().name())
                .update();
    }

    void reset() {
        sql.sql("""
                        update sandbox.setting
                           set offset_seconds = default, retry_days = default, exhausted = default
                        """).update();
    }

    List<Listener> listeners() {
        return sql.sql("""
                        select url, secret
                          from sandbox.listener
                         order by url
                        """)
                .query((row, number) -> new Listener(row.getString("url"), row.getString("secret")))
                .list();
    }

    void keep(Listener listener) {
        sql.sql("""
                        insert into sandbox.listener (url, secret)
                        values (:url, :secret)
                        on conflict (url) do update set secret = excluded.secret
                        """)
                .param("url", listener.url())
                .param("secret", listener.secret())
                .update();
    }

    /** Somebody who hears every account. */
    record Listener(String url, String secret) {}
}
