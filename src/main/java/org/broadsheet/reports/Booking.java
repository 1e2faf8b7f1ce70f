package org.broadsheet.reports;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of the books with its entries.
 *
 * @param source what it stands for at Stripe
 * @param payment ours that it belongs to
 */
record Booking(
        UUID id,
        String source,
        String kind,
        Instant occurredAt,
        @Nullable UUID payment,
        List<Line> lines) {

    /** @param amount debit positive, credit negative */
    record Line(String account, Balance amount) {}
}
