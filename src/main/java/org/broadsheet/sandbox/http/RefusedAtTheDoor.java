package org.broadsheet.sandbox.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.broadsheet.sandbox.engine.ApiVersion;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.jspecify.annotations.Nullable;

/** What Tomcat refuses by itself, since it cannot be read as a request: a client of the API hears that in its words too. */
public final class RefusedAtTheDoor extends ErrorReportValve {
    public RefusedAtTheDoor() {
        setShowReport(false);
        setShowServerInfo(false);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        var path = request.getRequestURI();
        if (path != null && !path.matches("/v[12]/.*")) {
            super.report(request, response, failure);
            return;
        }
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;

        var problem = new Problem(
                response.getStatus(),
                response.getStatus() < 500 ? "invalid_request_error" : "api_error",
                null,
                null,
                "Invalid request: its path or its headers cannot be read, or are too long.");
        try {
            response.setHeader("Request-Id", "req_" + Ids.fresh("").substring(0, 14));
            response.setHeader("Stripe-Version", ApiVersion.PINNED);
            response.setContentType("application/json");
            response.getOutputStream().write(problem.toJson().json().toString().getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException gone) {
            // Nobody is there any more to hear it.
        }
    }
}
