package org.broadsheet.sandbox.store;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.sandbox.engine.Setting;
import org.broadsheet.sandbox.engine.Settings;
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

    Settings all() {
        var chosen = new EnumMap<Setting, String>(Setting.class);
        sql.sql("""
                        select name, value
                          from sandbox.chosen_setting
                        """)
                .query((row, number) -> Map.entry(row.getString("name"), row.getString("value")))
                .list()
                .forEach(each -> Arrays.stream(Setting.values())
                        .filter(setting -> setting.word().equals(each.getKey()))
                        .forEach(setting -> chosen.put(setting, each.getValue())));
        return new Settings(chosen);
    }

    void set(Setting setting, String value) {
        sql.sql("""
                        insert into sandbox.chosen_setting (name, value)
                        values (:name, :value)
                        on conflict (name) do update set value = excluded.value
                        """).param("name", setting.word()).param("value", value).update();
    }

    void reset() {
        sql.sql("""
                        update sandbox.setting
                           set offset_seconds = default
                        """).update();
        sql.sql("""
                        delete from sandbox.chosen_setting
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
