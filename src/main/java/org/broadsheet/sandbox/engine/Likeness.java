package org.broadsheet.sandbox.engine;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Comparing objects: does one contain another, and what did one say before it was changed. */
public final class Likeness {
    private Likeness() {}

    /** As PostgreSQL's {@code @>}: every key and element of the example is there. */
    public static boolean contains(JsonNode whole, JsonNode example) {
        return switch (example) {
            case ObjectNode object ->
                whole.isObject()
                        && object.properties().stream()
                                .allMatch(entry -> whole.has(entry.getKey())
                                        && contains(whole.get(entry.getKey()), entry.getValue()));
            case ArrayNode list ->
                whole.isArray()
                        && list.valueStream()
                                .allMatch(wanted -> whole.valueStream().anyMatch(element -> contains(element, wanted)));
            default -> whole.equals(example);
        };
    }

    /** The old values of what changed: inside objects only the changed keys, of a changed array all of it. */
    static ObjectNode previous(ObjectNode before, ObjectNode after) {
        var previous = Fields.JSON.objectNode();
        for (var entry : before.properties()) {
            var now = after.get(entry.getKey());
            if (entry.getValue().equals(now)) continue;
            if (entry.getValue() instanceof ObjectNode was && now instanceof ObjectNode is)
                previous.set(entry.getKey(), previous(was, is));
            else previous.set(entry.getKey(), entry.getValue());
        }
        for (var entry : after.properties())
            if (!before.has(entry.getKey())) previous.set(entry.getKey(), Fields.JSON.nullNode());
        return previous;
    }
}
