package org.broadsheet.reports;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A figure of the supporter report, as it stands in the address of its rows. */
enum ReportName {
    ACTIVE_SUPPORTERS,
    MRR,
    NEW,
    LOST,
    RECEIVED,
    GIVEN_ONCE;

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ReportName> find(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }
}
