package org.broadsheet.sandbox.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.broadsheet.sandbox.engine.ApiVersion;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.listening.Exchange;
import org.broadsheet.sandbox.listening.Listeners;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The door of the API: reads the raw request, since its forms are Stripe's and not the servlet's. */
@Controller
class ApiController {
    private static final Logger LOG = LoggerFactory.getLogger(ApiController.class);
    private static final int LARGEST = 512 * 1024;

    private final Api api;
    private final Mishaps mishaps;
    private final Listeners listeners;

    ApiController(Api api, Mishaps mishaps, Listeners listeners) {
        this.api = api;
        this.mishaps = mishaps;
        this.listeners = listeners;
    }

    @RequestMapping("/v1/**")
    void answer(HttpServletRequest http, HttpServletResponse response) throws IOException {
        var request = read(http);
        var reply = mishaps.around(request, () -> overheard(request));
        if (reply == null) {
            http.setAttribute(ConnectionReset.ASKED, true);
            return;
        }
        response.setStatus(reply.status());
        response.setHeader("Request-Id", request.id());
        response.setHeader("Stripe-Version", request.version());
        response.setHeader("Cache-Control", "no-cache, no-store");
        if (request.idempotencyKey() != null) response.setHeader("Idempotency-Key", request.idempotencyKey());
        if (reply.status() == 401) response.setHeader("WWW-Authenticate", "Bearer realm=\"Stripe\"");
        if (reply.originalRequest() != null) {
            response.setHeader("Idempotent-Replayed", "true");
            response.setHeader("Original-Request", reply.originalRequest());
        }
        response.setContentType("application/json");
        response.getOutputStream().write(reply.body().getBytes(StandardCharsets.UTF_8));
    }

    private Reply overheard(Request request) {
        var reply = answer(request);
        listeners.answered(new Exchange(
                request.method(),
                request.path(),
                request.form(),
                request.authorization(),
                reply.status(),
                reply.body()));
        return reply;
    }

    private Reply answer(Request request) {
        try {
            return api.answer(request);
        } catch (Problem problem) {
            return Reply.of(problem);
        } catch (RuntimeException bug) {
            LOG.error("{} {} failed as {}", request.method(), request.path(), request.id(), bug);
            return Reply.of(new Problem(
                    500,
                    "api_error",
                    null,
                    null,
                    "The sandbox failed. Its log tells why, under " + request.id() + "."));
        }
    }

    private static Request read(HttpServletRequest http) throws IOException {
        var body = http.getInputStream().readNBytes(LARGEST);
        var inQuery = !http.getMethod().equals("POST");
        var query = http.getQueryString() == null ? "" : http.getQueryString();
        var version = http.getHeader("Stripe-Version");
        return new Request(
                "req_" + org.broadsheet.sandbox.engine.Ids.fresh("").substring(0, 14),
                http.getMethod(),
                http.getRequestURI(),
                inQuery || body.length == 0 ? query : new String(body, StandardCharsets.UTF_8),
                http.getHeader("Authorization"),
                http.getMethod().equals("POST") ? http.getHeader("Idempotency-Key") : null,
                version == null ? ApiVersion.PINNED : version);
    }
}
