package org.broadsheet.sandbox.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.sandbox.engine.ApiVersion;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.listening.Exchange;
import org.broadsheet.sandbox.listening.Listeners;
import org.broadsheet.sandbox.store.Works;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The door of the API: reads the raw request, since its forms are Stripe's and not the servlet's. */
@Controller
class ApiController {
    private static final Logger LOG = LoggerFactory.getLogger(ApiController.class);
    private static final int LARGEST = 512 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Api api;
    private final Mishaps mishaps;
    private final Listeners listeners;

    ApiController(Api api, Mishaps mishaps, Listeners listeners) {
        this.api = api;
        this.mishaps = mishaps;
        this.listeners = listeners;
    }

    /** The second API is not simulated, and whoever asks for it hears that as they would of any other address. */
    @RequestMapping({"/v1/**", "/v2/**"})
    void answer(HttpServletRequest http, HttpServletResponse response) throws IOException {
        var request = read(http);
        var reply = mishaps.around(request, () -> overheard(http, request));
        if (reply == null) {
            http.setAttribute(ConnectionReset.ASKED, true);
            return;
        }
        response.setStatus(reply.status());
        response.setHeader("Request-Id", request.id());
        response.setHeader(
                "Stripe-Version", ApiVersion.isSpoken(request.version()) ? request.version() : ApiVersion.PINNED);
        response.setHeader("Cache-Control", "no-cache, no-store");
        if (request.idempotencyKey() != null) response.setHeader("Idempotency-Key", request.idempotencyKey());
        if (reply.status() == 401) response.setHeader("WWW-Authenticate", "Bearer realm=\"Stripe\"");
        if (reply.originalRequest() != null) {
            response.setHeader("Idempotent-Replayed", "true");
            response.setHeader("Original-Request", reply.originalRequest());
        }
        reply.headers().forEach(response::setHeader);
        response.setContentType("application/json");
        response.getOutputStream().write(reply.body().getBytes(StandardCharsets.UTF_8));
    }

    private Reply overheard(HttpServletRequest http, Request request) {
        var reply = answer(http, request);
        // What is given again was heard when it was first given.
        if (reply.originalRequest() != null) return reply;

        listeners.answered(new Exchange(
                request.method(),
                request.path(),
                request.form(),
                request.authorization(),
                reply.status(),
                reply.body()));
        return reply;
    }

    private Reply answer(HttpServletRequest http, Request request) {
        try {
            Key.of(request.authorization());
            checkForm(http, request);
            return api.answer(request);
        } catch (Problem problem) {
            return Reply.of(problem, request);
        } catch (Works.GoneMeanwhile reset) {
            return Reply.of(new Problem(409, "api_error", null, null, reset.getMessage() + " Ask again."), request);
        } catch (RuntimeException bug) {
            LOG.error("{} {} failed as {}", request.method(), request.path(), request.id(), bug);
            return Reply.of(
                    new Problem(
                            500,
                            "api_error",
                            null,
                            null,
                            "The sandbox failed. Its log tells why, under " + request.id() + "."),
                    request);
        }
    }

    /** Parameters may stand in the query and in the body, whatever the method. */
    private static Request read(HttpServletRequest http) throws IOException {
        var body = http.getInputStream().readNBytes(LARGEST + 1);
        var query = http.getQueryString() == null ? "" : http.getQueryString();
        var form = Stream.of(query, text(body)).filter(part -> !part.isEmpty()).collect(Collectors.joining("&"));
        var version = http.getHeader("Stripe-Version");
        return new Request(
                "req_" + org.broadsheet.sandbox.engine.Ids.fresh("").substring(0, 14),
                http.getMethod(),
                http.getRequestURI(),
                form,
                http.getHeader("Authorization"),
                idempotencyKey(http),
                version == null ? ApiVersion.PINNED : version,
                "http://" + http.getHeader("Host"));
    }

    /** Only what is posted may come twice; an empty key is none. */
    private static @Nullable String idempotencyKey(HttpServletRequest http) {
        var key = http.getHeader("Idempotency-Key");
        return key == null || key.isBlank() || !http.getMethod().equals("POST") ? null : key;
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    /** What cannot be read as a form is refused before anybody asks what it says, but not before who asks. */
    private static void checkForm(HttpServletRequest http, Request request) {
        if (http.getHeader("Stripe-Account") != null)
            throw new Problem(
                    403,
                    "invalid_request_error",
                    "account_invalid",
                    null,
                    "This sandbox does not simulate Connect: leave out the header Stripe-Account.");
        if (request.form().length() > LARGEST)
            throw Problem.invalid(null, "The request is too large: at most " + LARGEST + " bytes are read.");
        var type = http.getContentType();
        if (type != null
                && !request.method().equals("GET")
                && !request.form().isEmpty()
                && !type.toLowerCase(Locale.ROOT).startsWith(FORM))
            throw Problem.invalid(
                    null,
                    "Invalid request: parameters are read from a body of type " + FORM + ", not from " + type + ".");
    }
}
