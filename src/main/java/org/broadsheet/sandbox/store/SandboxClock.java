package org.broadsheet.sandbox.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The sandbox's time: the wall's, plus what it was moved ahead. */
public final class SandboxClock {
    private final SettingStore store;

    public SandboxClock(JdbcClient sql) {
        this.store = new SettingStore(sql);
    }

    public long now() {
        return wall() + offset();
    }

    public long offset() {
        return store.offset();
    }

    /** Never backwards. */
    void moveTo(long moment) {
        store.moveTo(moment - wall());
    }

    private static long wall() {
        return System.currentTimeMillis() / 1_000;
    }
}
