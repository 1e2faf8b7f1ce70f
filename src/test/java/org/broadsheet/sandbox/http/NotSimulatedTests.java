package org.broadsheet.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.broadsheet.sandbox.StripeDocument;
import org.broadsheet.sandbox.engine.WordList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What Stripe's document offers and the sandbox does not take is one list that somebody has read: nothing is missing by chance. */
class NotSimulatedTests {
    private static final Map<String, List<String>> LISTED = listed();

    /** The lines of the list: where, and what of it. */
    private static Map<String, List<String>> listed() {
        var lines = new TreeMap<String, List<String>>();
        for (var line : WordList.read("not-simulated.txt")) {
            var words = line.split(": ", 2);
            lines.put(words[0], List.of(words[1].split(" ")));
        }
        return lines;
    }

    static Stream<Routes.Route> routes() {
        return Api.registerAll(new Routes()).all().stream()
                .filter(route -> KnownParameters.of(route.method(), route.template()) != Spec.NONE);
    }

    @Test
    void parameters_are_taken_or_listed() {
        var listed = new TreeMap<>(LISTED);
        listed.keySet().removeIf(where -> where.startsWith("expand "));

        assertThat(left()).as("lines of not-simulated.txt").containsExactlyEntriesOf(listed);
    }

    private static TreeMap<String, List<String>> left() {
        var left = new TreeMap<String, List<String>>();
        routes().forEach(route -> {
            var missing = new ArrayList<String>();
            collect(KnownParameters.of(route.method(), route.template()), route.spec(), "", missing);
            if (!missing.isEmpty()) left.put(name(route), missing);
        });
        return left;
    }

    private static String name(Routes.Route route) {
        return route.method() + " " + route.template();
    }

    private static void collect(Spec stripes, Spec ours, String path, List<String> missing) {
        for (var known : stripes.parameters().values()) {
            var at = path.isEmpty() ? known.name() : path + "." + known.name();
            var taken = ours.parameters().get(known.name());
            if (taken == null) missing.add(at);
            else if (known.inner() != null && taken.inner() != null) collect(known.inner(), taken.inner(), at, missing);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void what_is_listed_is_refused_in_words(Routes.Route route) {
        for (var path : LISTED.getOrDefault(name(route), List.of())) {
            var form = form(List.of(path.split("\\.")), route.spec());
            assertThatThrownBy(() ->
                            Typing.typed(form, route.spec(), KnownParameters.of(route.method(), route.template())))
                    .as(path)
                    .hasMessageMatching("Stripe takes the parameter \\S+, but this sandbox does not simulate it\\.");
        }
    }

    private static Map<String, Object> form(List<String> path, Spec spec) {
        var form = new LinkedHashMap<String, Object>();
        var known = spec.parameters().get(path.getFirst());
        Object value = "1";
        if (known != null && known.inner() != null) {
            var inside = form(path.subList(1, path.size()), known.inner());
            value = known.list() ? Map.of("0", inside) : inside;
        }
        form.put(path.getFirst(), value);
        return form;
    }

    @Test
    void expansions_are_made_or_listed() {
        var listed = new TreeMap<>(LISTED);
        listed.keySet().removeIf(where -> !where.startsWith("expand "));

        assertThat(expands()).as("lines of not-simulated.txt").containsExactlyEntriesOf(listed);
    }

    private static TreeMap<String, List<String>> expands() {
        var left = new TreeMap<String, List<String>>();
        for (var kind : kinds()) {
            var missing = Stream.concat(expandable(schema(kind), List.of()).stream(), leftOut(schema(kind)))
                    .filter(path -> !isMade(kind, path))
                    .distinct()
                    .sorted()
                    .toList();
            if (!missing.isEmpty()) left.put("expand " + kind, missing);
        }
        return left;
    }

    private static TreeSet<String> kinds() {
        var kinds = new TreeSet<>(Expansion.rules().keySet());
        routes().forEach(route -> {
            if (route.kind() != null) kinds.add(route.kind());
        });
        return kinds;
    }

    private static JsonNode schema(String kind) {
        return StripeDocument.document().path("components").path("schemas").path(kind);
    }

    private static boolean isMade(String kind, String path) {
        try {
            Expansion.check(List.of(path), kind, false);
            return true;
        } catch (RuntimeException refused) {
            return false;
        }
    }

    /** What an object shows only to whoever asks for it. */
    private static Stream<String> leftOut(JsonNode schema) {
        var always =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        return schema.path("x-expandableFields")
                .valueStream()
                .map(JsonNode::asString)
                .filter(name -> !always.contains(name))
                .filter(name -> schema.path("properties").has(name))
                .filter(name -> expandable(schema.path("properties").path(name), List.of(name))
                        .isEmpty());
    }

    /** Where a schema holds an id that may become an object, down to the next object with an id of its own. */
    private static List<String> expandable(JsonNode schema, List<String> path) {
        var found = new ArrayList<String>();
        if (schema.has("x-expansionResources")) found.add(String.join(".", path));
        if (schema.has("items")) found.addAll(expandable(schema.path("items"), path));
        if (path.size() > 6) return found;
        for (var property : schema.path("properties").properties()) {
            var inside = new ArrayList<>(path);
            inside.add(property.getKey());
            found.addAll(expandable(property.getValue(), inside));
        }
        if (schema.has("x-expansionResources")) return found;
        for (var variant : schema.path("anyOf")) found.addAll(expandable(variant, path));
        if (schema.has("$ref")) {
            var referred =
                    StripeDocument.document().at(schema.path("$ref").asString().substring(1));
            if (!referred.at("/properties/object/enum").isArray() || path.isEmpty())
                found.addAll(expandable(referred, path));
        }
        return found.stream().distinct().toList();
    }
}
