package org.broadsheet.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.broadsheet.sandbox.StripeDocument;
import org.broadsheet.sandbox.engine.WordList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The names that the sandbox carries with it are those of Stripe's document: each list is drawn up anew and compared. */
class WordListTests {
    private static final List<String> METHODS = List.of("delete", "get", "post");

    @Test
    void parameters_are_those_of_the_document() {
        assertThat(WordList.read("parameters.txt")).containsExactlyElementsOf(drawnUp());
    }

    @Test
    void event_types_are_those_an_endpoint_can_hear() {
        assertThat(WordList.read("event-types.txt"))
                .containsExactlyElementsOf(choices(ofEndpoints("enabled_events").path("items")).stream()
                        .filter(type -> !type.equals("*"))
                        .toList());
    }

    @Test
    void versions_are_those_an_endpoint_can_speak() {
        assertThat(WordList.read("api-versions.txt"))
                .containsExactlyElementsOf(choices(ofEndpoints("api_version")))
                .contains(StripeDocument.document().at("/info/version").asString());
    }

    private static JsonNode ofEndpoints(String parameter) {
        return body(StripeDocument.document()
                        .path("paths")
                        .path("/v1/webhook_endpoints")
                        .path("post"))
                .path("properties")
                .path(parameter);
    }

    private static List<String> choices(JsonNode schema) {
        return StreamSupport.stream(schema.path("enum").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private static List<String> drawnUp() {
        var paths = new TreeMap<String, JsonNode>();
        StripeDocument.document().path("paths").properties().forEach(path -> paths.put(path.getKey(), path.getValue()));
        var lines = new ArrayList<String>();
        paths.forEach((path, operations) -> {
            for (var method : METHODS)
                if (operations.has(method))
                    lines.add((method.toUpperCase() + " " + path + " " + names(parameters(operations.path(method))))
                            .strip());
        });
        return lines;
    }

    private static Map<String, JsonNode> parameters(JsonNode operation) {
        var parameters = new TreeMap<String, JsonNode>();
        for (var parameter : operation.path("parameters"))
            if (parameter.path("in").asString().equals("query"))
                parameters.put(parameter.path("name").asString(), parameter.path("schema"));
        parameters.putAll(properties(body(operation)));
        return parameters;
    }

    private static JsonNode body(JsonNode operation) {
        return operation.at("/requestBody/content/application~1x-www-form-urlencoded/schema");
    }

    private static String names(Map<String, JsonNode> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> {
                    var inner = inner(parameter.getValue());
                    return parameter.getKey()
                            + (mayBeEmpty(parameter.getValue()) ? "?" : "")
                            + (inner == null ? "" : "{" + names(inner) + "}");
                })
                .collect(Collectors.joining(" "));
    }

    private static boolean mayBeEmpty(JsonNode schema) {
        return choices(schema).contains("")
                || StreamSupport.stream(schema.path("anyOf").spliterator(), false)
                        .anyMatch(WordListTests::mayBeEmpty);
    }

    /** What may stand within a parameter: of an object, of a list's elements, of every alternative. */
    private static @Nullable Map<String, JsonNode> inner(JsonNode schema) {
        var inner = schema.has("properties") ? properties(schema) : null;
        var variants = new ArrayList<JsonNode>();
        schema.path("anyOf").forEach(variants::add);
        if (schema.has("items")) variants.add(schema.path("items"));
        for (var variant : variants) {
            var more = inner(variant);
            if (more == null) continue;
            if (inner == null) inner = new TreeMap<>();
            more.forEach(inner::putIfAbsent);
        }
        return inner;
    }

    private static Map<String, JsonNode> properties(JsonNode schema) {
        var properties = new TreeMap<String, JsonNode>();
        schema.path("properties")
                .properties()
                .forEach(property -> properties.put(property.getKey(), property.getValue()));
        return properties;
    }
}
