package org.broadsheet.contributions;

import org.broadsheet.money.Money;
import org.broadsheet.publication.GivingTerms.CardFee;

/** What to add to a gift so that the whole of it is left when the card fee is taken. */
final class CardFees {
    private static final long WHOLE = 10_000;

    private CardFees() {}

    /** The least total that leaves {@code base}. */
    static Money total(Money base, CardFee fee) {
        long wanted = base.minorUnits();
        long fixed = fee.fixed().minorUnits();
        long total = Math.ceilDiv((wanted + fixed) * WHOLE, WHOLE - fee.basisPoints());
        // The fee is rounded to a cent, which can make the sum one too high or too low.
        while (left(total, fee) < wanted) {
            total++;
        }
        while (left(total - 1, fee) >= wanted) {
            total--;
        }
        return new Money(total, base.currency());
    }

    static Money added(Money base, CardFee fee) {
        return total(base, fee).minus(base);
    }

    /** What Stripe leaves of a charge: its share is rounded half up. */
    static long left(long total, CardFee fee) {
        return total
                - Math.floorDiv(total * fee.basisPoints() + WHOLE / 2, WHOLE)
                - fee.fixed().minorUnits();
    }
}
