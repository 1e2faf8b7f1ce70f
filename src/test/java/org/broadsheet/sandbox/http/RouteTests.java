package org.broadsheet.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.broadsheet.sandbox.StripeDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whatever an endpoint takes and expands is what Stripe's document says. */
class RouteTests {
    private static final Set<String> NOT_IN_THE_DOCUMENT =
            Set.of("/v1/account", "/v1/payment_pages/{id}", "/v1/payment_pages/{id}/confirm");

    static Stream<Routes.Route> routes() {
        return Api.registerAll(new Routes()).all().stream()
                .filter(route -> !NOT_IN_THE_DOCUMENT.contains(route.template()));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void takes_no_parameter_that_stripe_does_not_know(Routes.Route route) {
        var unknown = new ArrayList<String>();
        compare(route.spec(), parameters(route), "", unknown);

        assertThat(unknown).as(route.template()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void requires_what_stripe_requires(Routes.Route route) {
        var body = body(route);
        for (var required : body.path("required"))
            assertThat(route.spec().parameters().get(required.asString()))
                    .as("%s %s", route.template(), required)
                    .isNotNull()
                    .satisfies(parameter -> assertThat(parameter.required()).isTrue());
    }

    @Test
    void expands_only_what_stripe_expands() {
        Expansion.rules().forEach((kind, rules) -> {
            if (kind.equals("balance_transaction")) return; // The document says nothing of a movement's source.
            for (var rule : rules) {
                var node = StripeDocument.document()
                        .path("components")
                        .path("schemas")
                        .path(kind);
                for (var key : rule.path())
                    node = inside(node).path("properties").path(key).isMissingNode()
                            ? inside(node).path("items")
                            : inside(node).path("properties").path(key);
                assertThat(node.isMissingNode()).as("%s %s", kind, rule.path()).isFalse();
            }
        });
    }

    private static JsonNode parameters(Routes.Route route) {
        var operation = operation(route);
        var body = body(route).path("properties");
        var all = tools.jackson.databind.json.JsonMapper.builder().build().createObjectNode();
        body.properties().forEach(property -> all.set(property.getKey(), property.getValue()));
        for (var parameter : operation.path("parameters"))
            if (!all.has(parameter.path("name").asString()))
                all.set(parameter.path("name").asString(), parameter.path("schema"));
        return all;
    }

    private static JsonNode operation(Routes.Route route) {
        var operation = StripeDocument.document()
                .path("paths")
                .path(route.template())
                .path(route.method().toLowerCase());
        assertThat(operation.isMissingNode())
                .as(route.method() + " " + route.template())
                .isFalse();
        return operation;
    }

    private static JsonNode body(Routes.Route route) {
        return operation(route)
                .path("requestBody")
                .path("content")
                .path("application/x-www-form-urlencoded")
                .path("schema");
    }

    private static void compare(Spec spec, JsonNode known, String path, List<String> unknown) {
        for (var parameter : spec.parameters().values()) {
            var at = path + "/" + parameter.name();
            var there = known.path(parameter.name());
            if (there.isMissingNode()) {
                unknown.add(at);
                continue;
            }
            if (parameter.type() == Spec.Type.CHOICE) checkChoices(parameter, there, at, unknown);
            if (parameter.inner() != null)
                compare(parameter.inner(), inside(there).path("properties"), at, unknown);
        }
    }

    private static void checkChoices(Spec.Parameter parameter, JsonNode there, String at, List<String> unknown) {
        var choices = new ArrayList<String>();
        collectChoices(there, choices);
        if (choices.isEmpty()) return;
        for (var choice : parameter.choices()) if (!choices.contains(choice)) unknown.add(at + "=" + choice);
    }

    private static void collectChoices(JsonNode schema, List<String> choices) {
        for (var choice : schema.path("enum")) choices.add(choice.asString());
        for (var variant : schema.path("anyOf")) collectChoices(variant, choices);
        if (schema.has("items")) collectChoices(schema.path("items"), choices);
    }

    /** The object behind references, alternatives and lists. */
    private static JsonNode inside(JsonNode schema) {
        if (schema.has("$ref"))
            return inside(
                    StripeDocument.document().at(schema.path("$ref").asString().substring(1)));
        if (schema.has("properties")) return schema;
        if (schema.has("items")) return inside(schema.path("items"));
        for (var variant : schema.path("anyOf")) {
            var object = inside(variant);
            if (object.has("properties")) return object;
        }
        return schema;
    }

    @Test
    void forms_become_trees_whatever_way_lists_are_written() {
        var once = FormTree.parse("a[0][b]=1&a[0][c]=2&a[1][b]=3&d[]=x&d[]=y&e=");
        assertThat(once)
                .containsEntry("a", Map.of("0", Map.of("b", "1", "c", "2"), "1", Map.of("b", "3")))
                .containsEntry("d", Map.of("0", "x", "1", "y"))
                .containsEntry("e", "");

        assertThat(FormTree.parse("a[][b]=1&a[][c]=2&a[][b]=3"))
                .isEqualTo(Map.of("a", Map.of("0", Map.of("b", "1", "c", "2"), "1", Map.of("b", "3"))));
    }

    @Test
    void a_specification_gives_types() {
        var typed = Typing.typed(
                FormTree.parse("n=5&f=true&c=x&o[i]=t&l[1]=b&l[0]=a&m[k]=v&m[gone]=&unset="),
                Spec.of("n:int f:bool c:x|y o{i*} l[] m{} unset"),
                Spec.of("unset?"));

        assertThat(typed.json())
                .hasToString(
                        "{\"n\":5,\"f\":true,\"c\":\"x\",\"o\":{\"i\":\"t\"},\"l\":[\"a\",\"b\"],\"m\":{\"k\":\"v\",\"gone\":null},\"unset\":null}");
    }
}
