package org.broadsheet.sandbox.store;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The ids and addresses that an object mentions: what it can be found by without being read. */
final class Mentions {
    private static final int LONGEST = 80;

    private Mentions() {}

    static Set<String> in(JsonNode json) {
        var found = new TreeSet<String>();
        collect(json, found);
        return found;
    }

    private static void collect(JsonNode node, Set<String> found) {
        if (node.isContainer()) {
            for (var inner : node) collect(inner, found);
        } else if (node.isString()) {
            var text = node.stringValue();
            if (isAddress(text) || isId(text)) found.add(text);
        }
    }

    private static boolean isAddress(String text) {
        return text.length() <= LONGEST && text.indexOf('@') > 0 && text.indexOf(' ') < 0;
    }

    /** As Stripe's are: letters for the kind, then at least one digit or capital, which plain words do not have. */
    private static boolean isId(String text) {
        var prefix = text.indexOf('_');
        if (prefix < 2 || prefix > 12 || text.length() < prefix + 7 || text.length() > LONGEST) return false;
        var odd = false;
        for (int i = 0; i < text.length(); i++) {
            var at = text.charAt(i);
            if (i < prefix && !isSmall(at)) return false;
            if (i > prefix && !isSmall(at)) {
                if (at >= '0' && at <= '9' || at >= 'A' && at <= 'Z') odd = true;
                else if (at != '_') return false;
            }
        }
        return odd && !text.startsWith("il_") && !text.contains("_secret_");
    }

    private static boolean isSmall(char at) {
        return at >= 'a' && at <= 'z';
    }
}
