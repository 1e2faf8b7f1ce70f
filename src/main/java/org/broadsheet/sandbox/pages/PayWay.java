package org.broadsheet.sandbox.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.sandbox.engine.cards.TestAccount;
import org.broadsheet.sandbox.engine.cards.TestAccount.Scheme;
import org.jspecify.annotations.Nullable;

/** A way to pay as the payment page offers it, with the fields that an account of its kind is known by. */
enum PayWay {
    CARD("card", null),
    SEPA("sepa_debit", Scheme.SEPA, "iban"),
    BACS("bacs_debit", Scheme.BACS, "sort_code", "account_number"),
    US_BANK("us_bank_account", Scheme.US_BANK, "routing_number", "us_account_number");

    private final String type;
    private final @Nullable Scheme scheme;
    private final List<String> fields;

    PayWay(String type, @Nullable Scheme scheme, String... fields) {
        this.type = type;
        this.scheme = scheme;
        this.fields = List.of(fields);
    }

    static List<PayWay> of(List<String> types) {
        return Arrays.stream(values()).filter(way -> types.contains(way.type)).toList();
    }

    /** The word in forms, styles and messages. Asked by the template, hence public. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Asked by the template, hence public. */
    public List<String> fields() {
        return fields;
    }

    @Nullable
    Scheme scheme() {
        return scheme;
    }

    /** The account that somebody has typed, if it is one of those published for testing. */
    Optional<TestAccount> account(List<String> typed) {
        if (scheme == null) return Optional.empty();
        var parts = typed.stream()
                .map(part -> part.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT))
                .toList();
        return TestAccount.of(scheme, String.join(" ", parts));
    }
}
