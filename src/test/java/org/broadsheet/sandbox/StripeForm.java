package org.broadsheet.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bracketed form as the JSON that Stripe's document describes: numbers where it has numbers, lists where it has lists.
 * It shares nothing with the sandbox's own reader of forms, since the two are to check each other.
 */
final class StripeForm {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private StripeForm() {}

    /** Texts at the ends, maps in between; lists are maps whose keys are numbers. */
    static Map<String, Object> tree(String form) {
        var tree = new LinkedHashMap<String, Object>();
        for (var pair : form.split("&")) {
            if (pair.isEmpty()) continue;
            var halves = pair.split("=", 2);
            var keys = URLDecoder.decode(halves[0], StandardCharsets.UTF_8)
                    .replace("]", "")
                    .split("\\[", -1);
            put(tree, List.of(keys), halves.length < 2 ? "" : URLDecoder.decode(halves[1], StandardCharsets.UTF_8));
        }
        return tree;
    }

    private static void put(Map<String, Object> at, List<String> keys, String value) {
        var rest = keys.subList(1, keys.size());
        var key = keys.getFirst().isEmpty() ? place(at, rest) : keys.getFirst();
        if (rest.isEmpty()) at.put(key, value);
        else put(inside(at.computeIfAbsent(key, absent -> new LinkedHashMap<String, Object>())), rest, value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> inside(Object value) {
        return (Map<String, Object>) value;
    }

    /** {@code a[][b]=1&a[][c]=2} is one element: only a key that is there already begins the next one. */
    private static String place(Map<String, Object> list, List<String> rest) {
        var last = String.valueOf(list.size() - 1);
        return !rest.isEmpty() && list.get(last) instanceof Map<?, ?> element && !element.containsKey(rest.getFirst())
                ? last
                : String.valueOf(list.size());
    }

    /** What the schema does not know is a fault, since Stripe refuses unknown parameters. */
    static JsonNode typed(Object given, JsonNode schema, String at, List<String> faults) {
        var variants = new ArrayList<JsonNode>();
        if (schema.has("anyOf")) schema.path("anyOf").forEach(variants::add);
        else variants.add(schema);
        return given instanceof Map<?, ?> map
                ? structure(map, variants, at, faults)
                : scalar(String.valueOf(given), variants);
    }

    private static JsonNode scalar(String text, List<JsonNode> variants) {
        for (var variant : variants)
            switch (variant.path("type").asString("")) {
                case "integer" -> {
                    if (text.matches("-?\\d{1,18}")) return JSON.numberNode(Long.parseLong(text));
                }
                case "number" -> {
                    if (text.matches("-?\\d+(\\.\\d+)?")) return JSON.numberNode(Double.parseDouble(text));
                }
                case "boolean" -> {
                    if (text.matches("true|false")) return JSON.booleanNode(text.equals("true"));
                }
                default -> {}
            }
        return JSON.stringNode(text);
    }

    private static JsonNode structure(Map<?, ?> given, List<JsonNode> variants, String at, List<String> faults) {
        var numbered =
                given.keySet().stream().allMatch(key -> String.valueOf(key).matches("\\d+"));
        for (var variant : variants)
            if (numbered && variant.has("items")) {
                var list = JSON.arrayNode();
                given.values().forEach(each -> list.add(typed(each, variant.path("items"), at + "[]", faults)));
                return list;
            }
        for (var variant : variants) if (!variant.has("items")) return object(given, variant, at, faults);
        return object(given, JSON.objectNode(), at, faults);
    }

    private static ObjectNode object(Map<?, ?> given, JsonNode schema, String at, List<String> faults) {
        var object = JSON.objectNode();
        given.forEach((key, value) -> {
            var name = String.valueOf(key);
            var known = schema.path("properties").path(name);
            var any = schema.path("additionalProperties");
            if (known.isMissingNode() && !any.isObject()) faults.add(at + "[" + name + "] is no parameter of Stripe's");
            else object.set(name, typed(value, known.isMissingNode() ? any : known, at + "[" + name + "]", faults));
        });
        return object;
    }
}
