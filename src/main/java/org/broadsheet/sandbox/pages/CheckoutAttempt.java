package org.broadsheet.sandbox.pages;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The payment form as it is shown again, and what was wrong with it. */
record CheckoutAttempt(
        String email,
        String number,
        String expiry,
        String cvc,
        String name,
        String method,
        String iban,
        String amount,
        Map<String, String> mistakes,
        @Nullable String decline) {

    static CheckoutAttempt fresh(@Nullable String email, String amount) {
        return new CheckoutAttempt(email == null ? "" : email, "", "", "", "", "card", "", amount, Map.of(), null);
    }

    CheckoutAttempt refused(String why) {
        return new CheckoutAttempt(email, number, expiry, cvc, name, method, iban, amount, mistakes, why);
    }

    /** Asked by the template, hence public. */
    public boolean wrong() {
        return !mistakes.isEmpty() || decline != null;
    }
}
