package org.broadsheet.sandbox.engine;

import java.util.List;
import java.util.Locale;

/** How often a failed renewal is tried again, and what happens when the last try has failed. */
public record Dunning(List<Integer> retryAfterDays, Exhausted exhausted) {
    /** What becomes of the subscription when nothing helped. */
    public enum Exhausted {
        CANCEL,
        UNPAID,
        PAST_DUE
    }

    public Dunning {
        retryAfterDays = List.copyOf(retryAfterDays);
        if (retryAfterDays.stream().anyMatch(days -> days < 1))
            throw new IllegalArgumentException("A retry is at least a day later: " + retryAfterDays);
    }

    public static Dunning of(Settings settings) {
        return new Dunning(
                settings.numbers(Setting.RETRY_DAYS),
                Exhausted.valueOf(settings.get(Setting.AFTER_RETRIES).toUpperCase(Locale.ROOT)));
    }

    public boolean triesAgainAfter(long attempts) {
        return Math.max(1, attempts) <= retryAfterDays.size();
    }

    public long nextAttempt(long attempts, long now) {
        // Somebody may have made the first attempt by hand, which the schedule has not counted.
        return now + retryAfterDays.get((int) Math.max(0, attempts - 1)) * 86_400L;
    }
}
