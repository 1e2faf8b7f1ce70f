package org.broadsheet.sandbox.pages;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The payment form as it is shown again, and what was wrong with it. */
record CheckoutAttempt(
        Map<String, String> values,
        Map<String, String> mistakes,
        @Nullable String decline) {

    CheckoutAttempt refused(String why) {
        return new CheckoutAttempt(values, mistakes, why);
    }

    /** Asked by the template, hence public. */
    public boolean wrong() {
        return !mistakes.isEmpty() || decline != null;
    }

    /** Asked by the template, hence public. */
    public String value(String field) {
        return values.getOrDefault(field, "");
    }
}
