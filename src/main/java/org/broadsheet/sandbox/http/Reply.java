package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What goes back over the wire; a replay names the request that was answered first. */
record Reply(int status, String body, @Nullable String originalRequest) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Reply of(JsonNode json) {
        return new Reply(200, JSON.writeValueAsString(json), null);
    }

    static Reply of(Problem problem) {
        return new Reply(
                problem.status(), JSON.writeValueAsString(problem.toJson().json()), null);
    }
}
