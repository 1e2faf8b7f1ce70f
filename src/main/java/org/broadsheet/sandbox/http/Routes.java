package org.broadsheet.sandbox.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All endpoints: method, path, what kind they answer, which parameters they take, what they do. */
final class Routes {
    private final List<Route> routes = new ArrayList<>();

    /** One endpoint. */
    record Route(
            String method,
            String template,
            @Nullable String kind,
            boolean list,
            Spec spec,
            Function<Call, Answer> work) {

        boolean changes() {
            return !method.equals("GET");
        }

        /** Whether it gives an object other words, rather than making or doing something. */
        boolean isUpdate() {
            return method.equals("POST") && template.endsWith("}");
        }

        @Nullable
        Map<String, String> match(String path) {
            var wanted = template.split("/");
            var given = path.split("/");
            if (wanted.length != given.length) return null;
            var values = new LinkedHashMap<String, String>();
            for (int i = 0; i < wanted.length; i++) {
                if (wanted[i].startsWith("{")) values.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
                else if (!wanted[i].equals(given[i])) return null;
            }
            return values;
        }
    }

    record Found(Route route, Map<String, String> path) {}

    Routes get(String template, @Nullable String kind, Function<Call, Answer> work) {
        return add("GET", template, kind, false, "expand[]", work);
    }

    Routes get(String template, String kind, String spec, Function<Call, Answer> work) {
        return add("GET", template, kind, false, spec + " expand[]", work);
    }

    Routes list(String template, String kind, String spec, Function<Call, Answer> work) {
        return add("GET", template, kind, true, spec + " expand[] limit:int starting_after ending_before", work);
    }

    Routes search(String template, String kind, String spec, Function<Call, Answer> work) {
        return add("GET", template, kind, true, spec + " expand[]", work);
    }

    Routes post(String template, String kind, String spec, Function<Call, Answer> work) {
        return add("POST", template, kind, false, spec + " expand[]", work);
    }

    Routes delete(String template, String kind, String spec, Function<Call, Answer> work) {
        return add("DELETE", template, kind, false, spec, work);
    }

    private Routes add(
            String method,
            String template,
            @Nullable String kind,
            boolean list,
            String spec,
            Function<Call, Answer> work) {
        routes.add(new Route(method, template, kind, list, Spec.of(spec), work));
        return this;
    }

    /** A path that is written out goes before one with a placeholder. */
    Optional<Found> find(String method, String path) {
        Found best = null;
        for (var route : routes) {
            if (!route.method().equals(method)) continue;
            var values = route.match(path);
            if (values != null && (best == null || values.size() < best.path().size())) best = new Found(route, values);
        }
        return Optional.ofNullable(best);
    }

    List<Route> all() {
        return List.copyOf(routes);
    }
}
