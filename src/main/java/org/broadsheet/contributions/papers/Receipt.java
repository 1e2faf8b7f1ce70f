package org.broadsheet.contributions.papers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;

/**
 * One payment, receipted. Names nobody: whose it is follows from the contribution.
 *
 * @param base what is for the newsroom
 * @param fee what the supporter added for the card fee; often zero
 * @param card as in {@code Visa 4242}; null when it was no card
 * @param promise what was promised before the first payment, word for word
 */
public record Receipt(
        UUID payment,
        UUID contribution,
        ReceiptNumber number,
        Frequency frequency,
        Money base,
        Money fee,
        Instant paidAt,
        @Nullable String card,
        Locale language,
        String promise,
        LocalDate promisedOn) {

    public Money total() {
        return base.plus(fee);
    }

    /** A receipt that has no number yet. */
    public record Draft(
            UUID payment,
            UUID contribution,
            Frequency frequency,
            Money base,
            Money fee,
            Instant paidAt,
            @Nullable String card,
            Locale language,
            String promise,
            LocalDate promisedOn) {

        Receipt numbered(ReceiptNumber number) {
            return new Receipt(
                    payment, contribution, number, frequency, base, fee, paidAt, card, language, promise, promisedOn);
        }
    }
}
