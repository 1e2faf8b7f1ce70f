package org.broadsheet.sandbox.engine;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A JSON object read and written by dotted paths: {@code parent.subscription_details.subscription}. */
public class Fields {
    public static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_KEYS = 50;

    private final ObjectNode json;

    public Fields(ObjectNode json) {
        this.json = json;
    }

    public static Fields empty() {
        return new Fields(JSON.objectNode());
    }

    public ObjectNode json() {
        return json;
    }

    /** Whether the key is there at all: in parameters, a key with null means "unset". */
    public boolean has(String path) {
        return node(path) != null;
    }

    public boolean isSet(String path) {
        var node = node(path);
        return node != null && !node.isNull();
    }

    public @Nullable String find(String path) {
        var node = node(path);
        return node == null || node.isNull() ? null : node.asString();
    }

    public Optional<String> maybe(String path) {
        return Optional.ofNullable(find(path));
    }

    public String text(String path) {
        var found = find(path);
        if (found == null) throw new IllegalStateException("No " + path + " in " + json);

        return found;
    }

    public @Nullable Long findNumber(String path) {
        var node = node(path);
        return node == null || node.isNull() ? null : (Long) node.asLong();
    }

    public long number(String path) {
        var found = findNumber(path);
        if (found == null) throw new IllegalStateException("No " + path + " in " + json);

        return found;
    }

    public long number(String path, long otherwise) {
        var found = findNumber(path);
        return found == null ? otherwise : found;
    }

    public boolean is(String path) {
        var node = node(path);
        return node != null && node.isBoolean() && node.asBoolean();
    }

    public boolean is(String path, String value) {
        return value.equals(find(path));
    }

    public @Nullable Fields findObject(String path) {
        return node(path) instanceof ObjectNode object ? new Fields(object) : null;
    }

    public Fields object(String path) {
        var found = findObject(path);
        if (found == null) throw new IllegalStateException("No object " + path + " in " + json);

        return found;
    }

    public ArrayNode list(String path) {
        return node(path) instanceof ArrayNode list ? list : JSON.arrayNode();
    }

    public List<Fields> objects(String path) {
        return StreamSupport.stream(list(path).spliterator(), false)
                .map(node -> new Fields((ObjectNode) node))
                .toList();
    }

    public List<String> texts(String path) {
        return StreamSupport.stream(list(path).spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    public Fields set(String path, @Nullable Object value) {
        var dot = path.lastIndexOf('.');
        var parent = dot < 0 ? json : (ObjectNode) node(path.substring(0, dot));
        if (parent == null) throw new IllegalStateException("No place for " + path + " in " + json);

        parent.set(path.substring(dot + 1), toNode(value));
        return this;
    }

    public Fields remove(String key) {
        json.remove(key);
        return this;
    }

    /** Takes over the named keys where they were given, null included. */
    public Fields take(Fields given, String... keys) {
        for (var key : keys) if (given.has(key)) set(key, given.node(key));
        return this;
    }

    /** Metadata is merged: an empty value removes its key, an empty map removes all. */
    public Fields mergeMetadata(Fields given) {
        if (!given.has("metadata")) return this;
        if (!isSet("metadata") || !given.isSet("metadata")) json.set("metadata", JSON.objectNode());
        var changes = given.findObject("metadata");
        if (changes == null) return this;

        var metadata = object("metadata").json();
        for (var entry : changes.json().properties()) {
            if (entry.getValue().isNull()) metadata.remove(entry.getKey());
            else metadata.set(entry.getKey(), entry.getValue());
        }
        if (metadata.size() > MOST_KEYS)
            throw Problem.invalid("metadata", "metadata can have at most " + MOST_KEYS + " keys.");
        return this;
    }

    public @Nullable JsonNode node(String path) {
        JsonNode at = json;
        for (var key : path.split("\\.")) {
            if (at == null) return null;
            at = at.get(key);
        }
        return at;
    }

    public static JsonNode toNode(@Nullable Object value) {
        return switch (value) {
            case null -> JSON.nullNode();
            case JsonNode node -> node.deepCopy();
            case Fields fields -> fields.json().deepCopy();
            case String text -> JSON.stringNode(text);
            case Integer number -> JSON.numberNode((long) number);
            case Long number -> JSON.numberNode((long) number);
            case Boolean flag -> JSON.booleanNode(flag);
            case Map<?, ?> map -> {
                var object = JSON.objectNode();
                map.forEach((key, entry) -> object.set(String.valueOf(key), toNode(entry)));
                yield object;
            }
            case Iterable<?> items -> {
                var list = JSON.arrayNode();
                for (Iterator<?> each = items.iterator(); each.hasNext(); ) list.add(toNode(each.next()));
                yield list;
            }
            default -> throw new IllegalArgumentException("Not JSON: " + value.getClass());
        };
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
