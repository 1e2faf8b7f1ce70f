package org.broadsheet.sandbox.http;

import java.util.ArrayList;
import java.util.List;

/** The endpoints that there are, as whoever sends nonsense to all of them needs to know them. */
public final class Endpoints {
    private Endpoints() {}

    /** Parameters by their full names, brackets and all, each with what it may be when only some words are allowed. */
    public record Endpoint(String method, String template, List<Parameter> parameters) {}

    public record Parameter(String name, List<String> choices) {}

    public static List<Endpoint> all() {
        return Api.registerAll(new Routes()).all().stream()
                .map(route -> new Endpoint(route.method(), route.template(), flat(route.spec(), "")))
                .toList();
    }

    /** By which one this is answered. */
    public static String template(String method, String path) {
        return Api.registerAll(new Routes())
                .find(method, path)
                .map(found -> found.route().template())
                .orElseThrow();
    }

    private static List<Parameter> flat(Spec spec, String path) {
        var names = new ArrayList<Parameter>();
        for (var parameter : spec.parameters().values()) {
            var name = path.isEmpty() ? parameter.name() : path + "[" + parameter.name() + "]";
            if (parameter.list()) name += "[0]";
            var choices = parameter.type() == Spec.Type.FLAG ? List.of("true", "false") : parameter.choices();
            if (parameter.inner() != null) names.addAll(flat(parameter.inner(), name));
            else if (parameter.type() == Spec.Type.RANGE) names.add(new Parameter(name + "[gte]", List.of()));
            else names.add(new Parameter(parameter.type() == Spec.Type.MAP ? name + "[k]" : name, choices));
        }
        return names;
    }
}
