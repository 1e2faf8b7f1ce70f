package org.broadsheet.reports;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;

/**
 * The rows behind a figure, one page of them.
 *
 * @param totals of all pages, one for each currency: they are the figure
 */
record RowPage(RowQuery query, long rows, long heads, List<Total> totals, List<Row> shown) {

    public int pages() {
        return Math.max(1, Math.ceilDiv((int) Math.min(rows, Integer.MAX_VALUE), RowQuery.SIZE));
    }

    /** @param heads of supporters, or of givers */
    record Total(Currency currency, long rows, long heads, Money once, Money monthly, Money annual) {
        public Recurring recurring() {
            return new Recurring(monthly, annual);
        }

        public Money sum() {
            return once.plus(monthly).plus(annual);
        }
    }

    /**
     * A contribution, or a payment. No name, no address.
     *
     * @param at when it happened; for a contribution that recurs: since when
     * @param state today's, as the tables have it
     * @param head whether it counts a supporter: not when the same one is counted by another row
     * @param payment the one that belongs to it: itself, the first, or the latest
     */
    record Row(
            Instant at,
            Frequency frequency,
            Money amount,
            String state,
            boolean head,
            @Nullable String subscription,
            @Nullable Paid payment) {}

    /** What we know of a payment at Stripe, and what it did to the books. */
    record Paid(
            UUID id,
            Instant at,
            Money amount,
            String state,
            @Nullable Money fee,
            @Nullable Balance net,
            String paymentIntent,
            @Nullable String charge,
            @Nullable String invoice,
            @Nullable String balanceTransaction,
            List<Booking> bookings) {
        Paid with(List<Booking> found) {
            return new Paid(
                    id,
                    at,
                    amount,
                    state,
                    fee,
                    net,
                    paymentIntent,
                    charge,
                    invoice,
                    balanceTransaction,
                    List.copyOf(found));
        }
    }
}
