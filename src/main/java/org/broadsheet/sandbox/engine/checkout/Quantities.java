package org.broadsheet.sandbox.engine.checkout;

import java.util.Map;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.catalog.Catalog;
import org.jspecify.annotations.Nullable;

/** How many of something somebody takes, where the page lets them choose. */
public final class Quantities {
    private static final long MOST = 999_999;
    private static final long USUALLY = 99;

    private Quantities() {}

    /** From the first to the last that can be chosen; a line is never chosen away altogether. */
    public record Range(long least, long most) {
        public boolean has(long quantity) {
            return least <= quantity && quantity <= most;
        }
    }

    static void take(Fields line, Fields wish, String param) {
        var given = wish.findObject("adjustable_quantity");
        if (given == null) return;
        var least = given.number("minimum", 0);
        var most = given.number("maximum", Math.max(USUALLY, least));
        if (least < 0 || most > MOST || most < Math.max(least, 1))
            throw Problem.invalid(
                    param + "[adjustable_quantity]",
                    "The minimum must not be above the maximum, which is from 1 to " + MOST + ".");
        var adjustable = given.is("enabled");
        if (adjustable && line.isSet("price.custom_unit_amount"))
            throw Problem.invalid(
                    param + "[adjustable_quantity]",
                    "The quantity of a price with `custom_unit_amount` cannot be adjusted.");
        line.set(
                "adjustable_quantity",
                Fields.empty()
                        .set("enabled", adjustable)
                        .set("maximum", adjustable ? (Long) most : null)
                        .set("minimum", adjustable ? (Long) least : null));
        var range = range(line);
        if (range != null && !range.has(line.number("quantity")))
            throw Problem.invalid(
                    param + "[quantity]", "The quantity must be from " + range.least() + " to " + range.most() + ".");
    }

    public static @Nullable Range range(Fields line) {
        if (!line.is("adjustable_quantity.enabled")) return null;
        return new Range(
                Math.max(1, line.number("adjustable_quantity.minimum")), line.number("adjustable_quantity.maximum"));
    }

    static void set(Fields line, long quantity) {
        Catalog.checkQuantity(quantity);
        var amount = line.number("price.unit_amount", line.number("price.custom_unit_amount.preset", 0)) * quantity;
        line.set("quantity", quantity).set("amount_subtotal", amount).set("amount_total", amount);
    }

    /** @throws Problem when one of the lines cannot have as many, or all of it becomes too much or too little */
    public static void choose(Step step, Doc session, Map<Integer, Long> wishes) {
        var lines = session.hidden().objects("lines");
        wishes.forEach((place, quantity) -> {
            var line = lines.get(place);
            var range = range(line);
            if (range == null || !range.has(quantity))
                throw Problem.invalid("quantity", "This quantity of line " + place + " is not on offer.");
            set(line, quantity);
        });
        SessionSums.draw(step, session);
        SessionSums.check(session);
    }
}
