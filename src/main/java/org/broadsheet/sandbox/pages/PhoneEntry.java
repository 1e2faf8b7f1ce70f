package org.broadsheet.sandbox.pages;

import org.jspecify.annotations.Nullable;

/** A telephone number as people write it, and as it is kept. */
final class PhoneEntry {
    private PhoneEntry() {}

    /** With the country's code and without what only helps the eye; none when it is not one. */
    static @Nullable String plain(String typed) {
        var plain = typed.replaceAll("[\\s().\\-/]", "");
        return plain.matches("\\+[1-9]\\d{5,14}") ? plain : null;
    }
}
