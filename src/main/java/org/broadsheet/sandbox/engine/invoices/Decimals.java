package org.broadsheet.sandbox.engine.invoices;

import java.math.BigDecimal;
import org.broadsheet.sandbox.engine.Problem;

/** Amounts with a fraction of the smallest unit, which Stripe writes as text with at most 12 decimal places. */
public final class Decimals {
    private Decimals() {}

    public static BigDecimal read(String text, String param) {
        if (!text.matches("-?\\d{1,12}(\\.\\d{1,12})?"))
            throw Problem.invalid(param, "parameter_invalid_decimal", "Invalid decimal: " + text);
        return new BigDecimal(text);
    }
}
