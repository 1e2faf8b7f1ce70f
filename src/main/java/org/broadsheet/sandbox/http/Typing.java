package org.broadsheet.sandbox.http;

import java.util.Map;
import java.util.TreeMap;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Gives a form its types by the specification of its endpoint and refuses what does not belong there. */
final class Typing {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Spec RANGE = Spec.of("gt:int gte:int lt:int lte:int");
    private static final int LONGEST = 5_000;

    /** Whether texts may be unset although Stripe's document does not say so. */
    private final boolean texts;

    private Typing(boolean texts) {
        this.texts = texts;
    }

    /** What a request to make something, to do something or for a list gives: nothing to unset but what Stripe names. */
    static Fields typed(Map<String, Object> form, Spec spec, Spec stripes) {
        return new Fields(new Typing(false).object(form, spec, stripes, ""));
    }

    /** What changes something that is there, any text of which may be taken away, as the official SDKs have it. */
    static Fields typedChange(Map<String, Object> form, Spec spec, Spec stripes) {
        return new Fields(new Typing(true).object(form, spec, stripes, ""));
    }

    private ObjectNode object(Map<?, ?> form, Spec spec, Spec stripes, String path) {
        var object = JSON.objectNode();
        for (var entry : form.entrySet()) {
            var name = String.valueOf(entry.getKey());
            var at = path.isEmpty() ? name : path + "[" + name + "]";
            var parameter = spec.parameters().get(name);
            if (parameter == null) throw refused(at, stripes.parameters().containsKey(name));

            object.set(name, value(entry.getValue(), parameter, stripes, at));
        }
        for (var parameter : spec.parameters().values()) {
            if (!parameter.required()) continue;
            var at = path.isEmpty() ? parameter.name() : path + "[" + parameter.name() + "]";
            var given = object.get(parameter.name());
            if (given == null) throw Problem.missingParameter(at);
            if (given.isNull()) throw Problem.notUnsettable(at);
        }
        return object;
    }

    /** Somebody who mistypes needs to hear something else than somebody who wants more than there is. */
    private static Problem refused(String at, boolean isStripes) {
        return Problem.invalid(
                at,
                "parameter_unknown",
                isStripes
                        ? "Stripe takes the parameter " + at + ", but this sandbox does not simulate it."
                        : "Received unknown parameter: " + at);
    }

    private static Spec inside(Spec stripes, String name) {
        var parameter = stripes.parameters().get(name);
        return parameter == null || parameter.inner() == null ? Spec.NONE : parameter.inner();
    }

    private JsonNode value(@Nullable Object given, Spec.Parameter parameter, Spec around, String at) {
        if ("".equals(given)) {
            if (!unsettable(parameter, around)) throw Problem.notUnsettable(at);
            return JSON.nullNode();
        }
        var stripes = inside(around, parameter.name());
        return parameter.list() ? list(given, parameter, stripes, at) : single(given, parameter, stripes, at);
    }

    private boolean unsettable(Spec.Parameter parameter, Spec around) {
        var known = around.parameters().get(parameter.name());
        return known != null && known.unsettable() || texts && !parameter.list() && parameter.type() == Spec.Type.TEXT;
    }

    private JsonNode single(@Nullable Object given, Spec.Parameter parameter, Spec stripes, String at) {
        return switch (parameter.type()) {
            case TEXT -> JSON.stringNode(text(given, at));
            case NUMBER -> number(text(given, at), at);
            case FLAG -> flag(text(given, at), at);
            case CHOICE -> choice(text(given, at), parameter, at);
            case RANGE ->
                given instanceof Map<?, ?> range ? object(range, RANGE, RANGE, at) : number(text(given, at), at);
            case OBJECT -> object(map(given, at), java.util.Objects.requireNonNull(parameter.inner()), stripes, at);
            case MAP -> free(map(given, at), at);
        };
    }

    private JsonNode list(@Nullable Object given, Spec.Parameter parameter, Spec stripes, String at) {
        if (!(given instanceof Map<?, ?> elements)) throw Problem.invalid(at, "Invalid array");
        var inOrder = new TreeMap<Integer, Object>();
        elements.forEach((key, element) -> {
            if ("".equals(element)) throw Problem.notUnsettable(at + "[" + key + "]");
            inOrder.put(index(String.valueOf(key), at), element);
        });
        var list = JSON.arrayNode();
        inOrder.forEach(
                (key, element) -> list.add(single(element, parameter.element(), stripes, at + "[" + key + "]")));
        return list;
    }

    private static int index(String key, String at) {
        if (!key.matches("\\d{1,4}")) throw Problem.invalid(at, "Invalid array");
        return Integer.parseInt(key);
    }

    private static Map<?, ?> map(@Nullable Object given, String at) {
        if (given instanceof Map<?, ?> map) return map;
        throw Problem.invalid(at, "Invalid object");
    }

    private static String text(@Nullable Object given, String at) {
        if (!(given instanceof String text)) throw Problem.invalid(at, "Invalid string");
        if (text.length() > LONGEST)
            throw Problem.invalid(at, "Invalid string: must be at most " + LONGEST + " characters");
        if (text.indexOf('\0') >= 0) throw Problem.invalid(at, "Invalid string: contains a null character");
        return text;
    }

    private static JsonNode number(String text, String at) {
        if (!text.matches("-?\\d{1,15}"))
            throw Problem.invalid(at, "parameter_invalid_integer", "Invalid integer: " + text);
        return JSON.numberNode(Long.parseLong(text));
    }

    private static JsonNode flag(String text, String at) {
        return switch (text) {
            case "true" -> JSON.booleanNode(true);
            case "false" -> JSON.booleanNode(false);
            default -> throw Problem.invalid(at, "Invalid boolean: " + text);
        };
    }

    private static JsonNode choice(String text, Spec.Parameter parameter, String at) {
        if (parameter.choices().contains(text)) return JSON.stringNode(text);
        throw Problem.invalid(at, "Invalid " + at + ": must be one of " + String.join(", ", parameter.choices()));
    }

    private static ObjectNode free(Map<?, ?> given, String at) {
        if (given.size() > 50) throw Problem.invalid(at, at + " can have at most 50 keys.");
        var map = JSON.objectNode();
        for (var entry : given.entrySet()) {
            var key = String.valueOf(entry.getKey());
            var value = text(entry.getValue(), at + "[" + key + "]");
            if (key.indexOf('\0') >= 0 || key.length() > 40 || value.length() > 500)
                throw Problem.invalid(at, at + " keys have at most 40 characters, and values at most 500: " + key);
            map.set(key, value.isEmpty() ? JSON.nullNode() : JSON.stringNode(value));
        }
        return map;
    }
}
