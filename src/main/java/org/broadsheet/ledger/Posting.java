package org.broadsheet.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A fact for the books.
 *
 * @param source what it stands for at Stripe, which makes it once: the id of a balance transaction
 * @param reference our payment that it belongs to; null when it belongs to none
 * @param occurredAt by Stripe's clock
 */
public record Posting(String source, Kind kind, @Nullable UUID reference, Instant occurredAt, List<Entry> entries) {
    public enum Kind {
        CHARGE,
        REFUND,
        DISPUTE,
        PAYOUT,
        FEE,
        FOREIGN,
        ADJUSTMENT;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Entries of nothing (a charge without a fee) are left out. */
    public Posting {
        entries = entries.stream().filter(each -> !each.amount().isZero()).toList();
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("Nothing moves in " + source);
        }
        var sums = entries.stream()
                .collect(Collectors.groupingBy(
                        each -> each.amount().currency(), Collectors.summingLong(Entry::signedMinorUnits)));
        if (sums.values().stream().anyMatch(sum -> sum != 0)) {
            throw new IllegalArgumentException("Does not balance: " + source);
        }
    }
}
