package org.broadsheet.publication;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How often a reader gives. */
public enum Frequency {
    ONCE,
    MONTHLY,
    ANNUAL;

    /** As it stands in addresses, forms, tables and message keys: {@code once}, {@code monthly}, {@code annual}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean recurs() {
        return this != ONCE;
    }

    public static Optional<Frequency> find(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }

    /** @throws IllegalArgumentException for an unknown key: for what comes from our own tables */
    public static Frequency of(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("No such frequency: " + key));
    }
}
