package org.broadsheet.sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is seen of the sandbox and done to it in one life: over the wire only. Refusals are a part of life. */
final class Life {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Rehearsal rehearsal;
    private final List<JsonNode> events = new ArrayList<>();
    final List<String> done = new ArrayList<>();

    Life(Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
    }

    List<JsonNode> all(String kind) {
        var all = new ArrayList<JsonNode>();
        var page = get("/v1/" + kind + (kind.contains("?") ? "&" : "?") + "limit=100");
        while (true) {
            page.path("data").forEach(all::add);
            if (!page.path("has_more").asBoolean(false)) return all;
            page = get("/v1/" + kind + (kind.contains("?") ? "&" : "?") + "limit=100&starting_after="
                    + all.getLast().path("id").asString());
        }
    }

    JsonNode parked() {
        return rehearsal.state().path("parked");
    }

    /** What has been told since somebody asked last, oldest first. */
    List<JsonNode> news() {
        var fresh = new ArrayList<JsonNode>();
        while (true) {
            var last = events.isEmpty() ? null : events.getLast().path("id").asString();
            var page = get("/v1/events?limit=100" + (last == null ? "" : "&ending_before=" + last));
            var found = new ArrayList<JsonNode>();
            if (last == null) found.addAll(all("events"));
            else page.path("data").forEach(found::add);
            for (var event : found.reversed()) {
                events.add(event);
                fresh.add(event);
            }
            if (last == null || !page.path("has_more").asBoolean(false)) return fresh;
        }
    }

    /** As somebody does it in a browser. */
    void onPage(String path, Map<String, String> form) {
        done.add("page " + path + " " + form + " -> "
                + rehearsal.post(path, form).statusCode());
    }

    JsonNode get(String path) {
        return ask("GET", path, "");
    }

    JsonNode post(String path, String form) {
        return ask("POST", path, form);
    }

    JsonNode ask(String method, String path, String form) {
        var answer = rehearsal.api(method, path, encoded(form));
        if (!method.equals("GET"))
            done.add(method + " " + path + " " + form + " -> " + told(answer.statusCode(), answer.body()));
        if (answer.statusCode() >= 500)
            throw new AssertionError(method + " " + path + " " + form + ": " + answer.body());
        return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.createObjectNode();
    }

    private static String told(int status, String body) {
        var json = JSON.readTree(body);
        return status + " "
                + (status == 200
                        ? json.path("id").asString("")
                        : json.at("/error/message").asString(""));
    }

    private static @Nullable String encoded(String form) {
        return java.util.Arrays.stream(form.split("&"))
                .map(pair -> {
                    var equals = pair.indexOf('=');
                    return equals < 0
                            ? pair
                            : pair.substring(0, equals + 1)
                                    + URLEncoder.encode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                })
                .collect(java.util.stream.Collectors.joining("&"));
    }
}
