package org.broadsheet.payments;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;

/**
 * A payment page to be opened for a promise. Asking twice for one promise gives the same page: its id is the idempotency key.
 *
 * @param description what the reader sees on the payment page and the receipt ({@code Support The Meridian, monthly})
 * @param email filled in on the payment page; null when the reader gave none
 * @param terms written on the page at Stripe, from where the promise can be known again; nothing personal
 */
public record CheckoutRequest(
        UUID promise,
        Money amount,
        Frequency frequency,
        String description,
        Locale language,
        @Nullable EmailAddress email,
        URI success,
        URI cancel,
        Map<String, String> terms) {

    public CheckoutRequest(
            UUID promise,
            Money amount,
            Frequency frequency,
            String description,
            Locale language,
            @Nullable EmailAddress email,
            URI success,
            URI cancel) {
        this(promise, amount, frequency, description, language, email, success, cancel, Map.of());
    }
}
