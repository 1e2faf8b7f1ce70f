package org.broadsheet.sandbox.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.broadsheet.sandbox.engine.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What goes back over the wire; a replay names the request that was answered first. */
record Reply(int status, String body, @Nullable String originalRequest, Map<String, String> headers) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    Reply(int status, String body, @Nullable String originalRequest) {
        this(status, body, originalRequest, Map.of());
    }

    static Reply of(JsonNode json) {
        return new Reply(200, JSON.writeValueAsString(json), null);
    }

    /** Where Stripe leads to its log of requests, this leads to what the request has told. */
    static Reply of(Problem problem, Request request) {
        var json = problem.toJson();
        json.object("error").set("request_log_url", request.origin() + "/_sandbox/deliveries?request=" + request.id());
        return new Reply(problem.status(), JSON.writeValueAsString(json.json()), null);
    }

    Reply with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Reply(status, body, originalRequest, all);
    }
}
