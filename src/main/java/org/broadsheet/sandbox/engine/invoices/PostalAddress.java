package org.broadsheet.sandbox.engine.invoices;

import java.util.List;
import org.broadsheet.sandbox.engine.Fields;
import org.jspecify.annotations.Nullable;

/** Addresses are given as a whole: what is left out of one is shown as missing. */
public final class PostalAddress {
    private static final List<String> LINES = List.of("city", "country", "line1", "line2", "postal_code", "state");

    private PostalAddress() {}

    public static @Nullable Fields whole(@Nullable Fields given) {
        if (given == null) return null;

        var whole = Fields.empty();
        for (var line : LINES) whole.set(line, given.find(line));
        return whole;
    }

    /** Somebody to send things to. */
    public static @Nullable Fields recipient(@Nullable Fields given) {
        if (given == null) return null;

        return Fields.empty()
                .set("address", whole(given.findObject("address")))
                .set("name", given.find("name"))
                .set("phone", given.find("phone"));
    }
}
