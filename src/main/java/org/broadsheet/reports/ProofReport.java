package org.broadsheet.reports;

import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far our books are Stripe's, when they were compared last.
 *
 * @param differences movements that differ; none, or the comparison failed
 * @param payouts newest first
 * @param seal the end of the chain; null before the first transaction
 */
record ProofReport(
        List<OfCurrency> currencies,
        List<Difference> differences,
        List<Payout> payouts,
        @Nullable Seal seal) {

    public @Nullable Instant provedAt() {
        return currencies.stream()
                .map(OfCurrency::provedAt)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    record OfCurrency(Currency currency, Balance atStripe, Balance inBooks, Instant provedAt) {
        public Balance difference() {
            return new Balance(atStripe.minorUnits() - inBooks.minorUnits(), currency);
        }
    }

    /**
     * @param atStripe null where Stripe knows no such movement
     * @param inBooks null where the books do not
     */
    record Difference(
            String source,
            @Nullable Balance atStripe,
            @Nullable Balance inBooks) {}

    /**
     * @param movements how many it gathers; null for one made by hand, of which Stripe does not tell
     * @param inBooks what those moved in our books
     */
    record Payout(
            String id,
            Instant madeAt,
            Balance amount,
            @Nullable Integer movements,
            @Nullable Balance inBooks) {
        public @Nullable Balance difference() {
            return inBooks == null ? null : new Balance(amount.minorUnits() - inBooks.minorUnits(), amount.currency());
        }
    }

    /** @param hash in hexadecimal */
    record Seal(long number, String hash) {}
}
