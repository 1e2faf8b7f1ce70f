package org.broadsheet.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of following the chain of the books from its beginning.
 *
 * @param sealed how many transactions are as they were written
 * @param head the hash of the last of them, in hexadecimal
 * @param firstBad the place in the chain of the first that is not; null when there is none
 * @param transaction the transaction that stands there
 * @param source what that one stands for at Stripe
 */
public record Verdict(
        long sealed,
        String head,
        @Nullable Long firstBad,
        @Nullable UUID transaction,
        @Nullable String source) {
    public boolean holds() {
        return firstBad == null;
    }
}
