package org.broadsheet.sandbox;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stripe's own description of its API: what every answer and every event is held against. */
public final class StripeDocument {
    private static final String ADDRESS = "https://stripe.example/openapi.json";
    private static final String BODY = "/requestBody/content/application~1x-www-form-urlencoded/schema";
    /** Endpoints that Stripe has but does not describe, or that were left out. */
    private static final Pattern NOT_IN_THE_DOCUMENT = Pattern.compile("/v1/account|/v1/payment_pages/.*");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TEXT = read();
    private static final JsonNode DOCUMENT = JSON.readTree(TEXT);
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDialect(Dialects.getOpenApi30(), registry -> registry.schemas(Map.of(ADDRESS, TEXT)));
    private static final Map<String, Schema> KNOWN = new ConcurrentHashMap<>();

    private StripeDocument() {}

    private static String read() {
        try (var file = StripeDocument.class.getResourceAsStream("/stripe/openapi.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static JsonNode document() {
        return DOCUMENT;
    }

    /** What is wrong with what was asked: parameters that Stripe has not, or not so, or wants as well. */
    static List<String> faultsOfRequest(String method, String path, String form) {
        var template = template(path);
        if (template.isEmpty()) return List.of();

        var faults = new ArrayList<String>();
        var operation = pointer(template.get(), method);
        var given = StripeForm.tree(form);
        given.forEach((name, value) -> {
            var pointer = parameter(operation, name);
            if (pointer.isEmpty()) faults.add(name + " is no parameter of Stripe's");
            else check(pointer.get(), StripeForm.typed(value, DOCUMENT.at(pointer.get()), name, faults), name, faults);
        });
        for (var required : DOCUMENT.at(operation + BODY + "/required"))
            if (!given.containsKey(required.asString())) faults.add(required.asString() + " must be given");
        for (var parameter : DOCUMENT.at(operation + "/parameters"))
            if (parameter.path("in").asString().equals("query")
                    && parameter.path("required").asBoolean(false)
                    && !given.containsKey(parameter.path("name").asString()))
                faults.add(parameter.path("name").asString() + " must be given");
        return faults;
    }

    private static Optional<String> parameter(String operation, String name) {
        var inBody = operation + BODY + "/properties/" + name;
        if (!DOCUMENT.at(inBody).isMissingNode()) return Optional.of(inBody);
        var parameters = DOCUMENT.at(operation + "/parameters");
        for (int i = 0; i < parameters.size(); i++)
            if (parameters.get(i).path("in").asString().equals("query")
                    && parameters.get(i).path("name").asString().equals(name))
                return Optional.of(operation + "/parameters/" + i + "/schema");
        return Optional.empty();
    }

    /** What is wrong with an answer. */
    static List<String> faultsOfAnswer(String method, String path, int status, String body) {
        if (status >= 500) return List.of("A sandbox never fails");
        if (status != 200) return faults("/components/schemas/error", JSON.readTree(body));
        var template = template(path);
        if (template.isEmpty())
            return NOT_IN_THE_DOCUMENT.matcher(path).matches() ? List.of() : List.of("Stripe has no such endpoint");

        return faults(
                pointer(template.get(), method) + "/responses/200/content/application~1json/schema",
                JSON.readTree(body));
    }

    private static String pointer(String template, String method) {
        return "/paths/" + template.replace("~", "~0").replace("/", "~1") + "/" + method.toLowerCase();
    }

    static List<String> faultsOf(String kind, JsonNode object) {
        return faults("/components/schemas/" + kind, object);
    }

    /** A coming invoice is an invoice without an id. */
    static List<String> faultsOfEvent(String body) {
        var event = JSON.readTree(body);
        var faults = new ArrayList<>(faultsOf("event", event));
        var kind = DOCUMENT.path("x-stripeEventTypes")
                .path(event.path("type").asString())
                .path("object")
                .asString("");
        if (kind.isEmpty()) faults.add("Stripe has no event " + event.path("type"));
        else
            faultsOf(kind, event.path("data").path("object")).stream()
                    .filter(fault ->
                            !event.path("type").asString().equals("invoice.upcoming") || !fault.contains("'id'"))
                    .forEach(faults::add);
        return faults;
    }

    private static List<String> faults(String pointer, JsonNode object) {
        var faults = new ArrayList<String>();
        check(pointer, object, "", faults);
        var named = pointer.startsWith("/components/");
        missing(object, named ? JSON.createObjectNode().put("$ref", "#" + pointer) : DOCUMENT.at(pointer), "", faults);
        return faults;
    }

    private static void check(String pointer, JsonNode value, String at, List<String> faults) {
        var schema = KNOWN.computeIfAbsent(
                pointer,
                each -> SCHEMAS.getSchema(SchemaLocation.of(
                        ADDRESS + "#" + each.replace("{", "%7B").replace("}", "%7D"))));
        schema.validate(value).forEach(error -> faults.add((at + " " + error).strip()));
    }

    static Optional<String> template(String path) {
        var given = path.split("/");
        return DOCUMENT.path("paths").propertyNames().stream()
                .filter(template -> matches(template.split("/"), given))
                .min((one, other) -> Boolean.compare(one.contains("{"), other.contains("{")));
    }

    private static boolean matches(String[] template, String[] given) {
        if (template.length != given.length) return false;
        for (int i = 0; i < template.length; i++)
            if (!template[i].startsWith("{") && !template[i].equals(given[i])) return false;
        return true;
    }

    /** JSON schema cannot say "there even when null", so that is looked up here. */
    private static void missing(@Nullable JsonNode node, JsonNode schema, String at, List<String> faults) {
        if (node == null || !node.isObject()) {
            if (node != null && node.isArray())
                for (var element : node) missing(element, schema.path("items"), at + "[]", faults);
            return;
        }
        var name = nameFor(node, schema);
        var actual = name == null
                ? schema
                : DOCUMENT.path("components").path("schemas").path(name);
        if (name != null)
            for (var key : DOCUMENT.path("x-stripeAlwaysPresentNullable").path(name))
                if (!node.has(key.asString())) faults.add(at + "/" + key.asString() + " is missing in " + name);
        for (var property : actual.path("properties").properties())
            missing(node.get(property.getKey()), property.getValue(), at + "/" + property.getKey(), faults);
    }

    private static @Nullable String nameFor(JsonNode node, JsonNode schema) {
        var candidates = new ArrayList<String>();
        collect(schema, candidates);
        for (var candidate : candidates) {
            var kind = DOCUMENT.at("/components/schemas/" + candidate + "/properties/object/enum/0");
            if (kind.isMissingNode()
                    || kind.asString().equals(node.path("object").asString(""))) {
                var deleted = candidate.startsWith("deleted_");
                if (deleted == node.has("deleted")) return candidate;
            }
        }
        return null;
    }

    private static void collect(JsonNode schema, List<String> names) {
        if (schema.has("$ref")) names.add(schema.path("$ref").asString().replace("#/components/schemas/", ""));
        for (var each : schema.path("anyOf")) collect(each, names);
        for (var each : schema.path("x-expansionResources").path("oneOf")) collect(each, names);
    }
}
