package org.broadsheet.sandbox.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every kind of object with all keys that Stripe always sends, still empty: see {@code sandbox/shapes}. */
public final class Shapes {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, ObjectNode> READ = new ConcurrentHashMap<>();

    private Shapes() {}

    public static ObjectNode blank(String kind) {
        return READ.computeIfAbsent(kind, Shapes::read).deepCopy();
    }

    private static ObjectNode read(String kind) {
        try (var shape = Shapes.class.getResourceAsStream("/sandbox/shapes/" + kind + ".json")) {
            if (shape == null) throw new IllegalArgumentException("No shape of " + kind);

            return (ObjectNode) JSON.readTree(shape);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
