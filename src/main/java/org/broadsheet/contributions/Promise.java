package org.broadsheet.contributions;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;

/** What a reader agreed to before paying, as it was shown. */
record Promise(
        UUID id,
        String formKey,
        int attempt,
        Frequency frequency,
        Money base,
        Money fee,
        LocalDate firstChargeOn,
        Locale language,
        String text,
        @Nullable String appeal,
        @Nullable String article,
        byte[] payerBrowserHash,
        @Nullable EmailAddress email,
        @Nullable String name,
        State state,
        Instant createdAt) {

    enum State {
        /** A payment page is open, or could be. */
        OPEN,
        /** The reader came through the payment page. */
        COMPLETED,
        /** The page closed unpaid. */
        EXPIRED,
        /** The reader chose something else before paying. */
        REPLACED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    Money total() {
        return base.plus(fee);
    }

    ChargeSchedule schedule() {
        return new ChargeSchedule(frequency, firstChargeOn);
    }
}
