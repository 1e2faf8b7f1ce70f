package org.broadsheet.sandbox.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.broadsheet.sandbox.engine.WordList;

/** All parameters that Stripe's endpoints take, by name only: see {@code sandbox/parameters.txt}. */
final class KnownParameters {
    private static final Map<String, Spec> OF_ENDPOINTS = read();

    private KnownParameters() {}

    private static Map<String, Spec> read() {
        var known = new LinkedHashMap<String, Spec>();
        for (var line : WordList.read("parameters.txt")) {
            var words = line.split(" ", 3);
            known.put(words[0] + " " + words[1], Spec.of(words.length < 3 ? "" : words[2]));
        }
        return known;
    }

    static Spec of(String method, String template) {
        return OF_ENDPOINTS.getOrDefault(method + " " + template, Spec.NONE);
    }
}
