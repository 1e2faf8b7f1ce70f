package org.broadsheet.sandbox.pages;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.broadsheet.sandbox.engine.Fields;

/** A postal address, in Stripe's parts. */
final class PortalAddress {
    static final List<String> PARTS = List.of("line1", "line2", "postal_code", "city", "state", "country");

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private PortalAddress() {}

    static boolean isCountry(String typed) {
        return COUNTRIES.contains(typed);
    }

    static String inOneLine(Fields address) {
        return PARTS.stream().map(address::maybe).flatMap(Optional::stream).collect(Collectors.joining(", "));
    }
}
