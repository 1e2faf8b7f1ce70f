package org.broadsheet.sandbox.engine.search;

import java.util.Locale;
import org.broadsheet.sandbox.engine.Doc;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One comparison; without a value it asks whether there is none. */
record Clause(
        boolean not,
        Place place,
        Operator operator,
        @Nullable String value) {
    /** Where the compared value lies: a path, or a key of the metadata, which may hold dots. */
    record Place(String path, @Nullable String metadataKey) {
        @Nullable
        JsonNode in(Doc doc) {
            var node = doc.node(path);
            if (metadataKey != null) node = node == null ? null : node.get(metadataKey);
            return node == null || node.isNull() ? null : node;
        }
    }

    enum Operator {
        IS,
        CONTAINS,
        MORE,
        LESS,
        AT_LEAST,
        AT_MOST
    }

    boolean holds(Doc doc) {
        return not != isSo(place.in(doc));
    }

    private boolean isSo(@Nullable JsonNode found) {
        if (value == null) return found == null;
        if (found == null) return false;

        var is = found.asString().toLowerCase(Locale.ROOT);
        var wanted = value.toLowerCase(Locale.ROOT);
        return switch (operator) {
            case IS -> is.equals(wanted);
            case CONTAINS -> is.contains(wanted);
            case MORE -> found.asLong() > Long.parseLong(value);
            case LESS -> found.asLong() < Long.parseLong(value);
            case AT_LEAST -> found.asLong() >= Long.parseLong(value);
            case AT_MOST -> found.asLong() <= Long.parseLong(value);
        };
    }
}
