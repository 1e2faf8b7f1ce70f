package org.broadsheet.sandbox.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.store.Fault;
import org.broadsheet.sandbox.store.Faults;
import org.jspecify.annotations.Nullable;

/** Lets a call go wrong on the way in or on the way out, if somebody has ordered that. */
final class Mishaps {
    private static final Set<Fault.Kind> OF_CALLS = EnumSet.of(Fault.Kind.ANSWER, Fault.Kind.HANG, Fault.Kind.RESET);

    private final Faults faults;
    private final Api api;

    Mishaps(Faults faults, Api api) {
        this.faults = faults;
        this.api = api;
    }

    /** Nothing at all when the connection is to break. */
    @Nullable
    Reply around(Request request, Supplier<Reply> work) {
        var ordered = faults.take(OF_CALLS, request.path(), fault -> isFor(fault, request.method()));
        if (ordered.isEmpty()) return dated(work.get(), request);

        var fault = ordered.get();
        if (fault.comesAfterTheEffect()) {
            var reply = work.get();
            return switch (fault.kind()) {
                case RESET -> null;
                case HANG -> after(fault.seconds(), reply);
                default -> failure(fault, request);
            };
        }
        return switch (fault.kind()) {
            case RESET -> null;
            case HANG -> after(fault.seconds(), null) == null ? work.get() : null;
            default -> failure(fault, request);
        };
    }

    private static boolean isFor(Fault fault, String method) {
        return !fault.how().isSet("method") || fault.how().is("method", method);
    }

    /** Only a fault that names a path is about the clock of answers; the others are about webhooks. */
    private Reply dated(Reply reply, Request request) {
        var skew = faults.take(
                EnumSet.of(Fault.Kind.SKEW),
                request.path(),
                fault -> fault.matches() != null && fault.matches().startsWith("/"));
        return skew.isEmpty()
                ? reply
                : reply.with(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                Instant.now().plusSeconds(skew.get().seconds()).atOffset(ZoneOffset.UTC)));
    }

    private Reply failure(Fault fault, Request request) {
        var status = (int) fault.how().number("status");
        var reply = Reply.of(problem(status, request), request);
        if (status == 429)
            reply = reply.with(
                    "Stripe-Rate-Limited-Reason", fault.how().maybe("reason").orElse("global-rate"));
        if (fault.how().isSet("should_retry"))
            reply = reply.with("Stripe-Should-Retry", fault.how().text("should_retry"));
        if (fault.how().is("saved", "true")) api.keep(request, reply);
        return reply;
    }

    private static Problem problem(int status, Request request) {
        return switch (status) {
            case 429 ->
                new Problem(
                        429,
                        "invalid_request_error",
                        "rate_limit",
                        null,
                        "Request rate limit exceeded. (A fault that was ordered.)");
            case 409 ->
                new Problem(
                        409,
                        "idempotency_error",
                        "idempotency_key_in_use",
                        null,
                        "There is currently another in-progress request using this Idempotent Key: "
                                + request.idempotencyKey() + " (A fault that was ordered.)");
            default ->
                new Problem(
                        status,
                        status < 500 ? "invalid_request_error" : "api_error",
                        null,
                        null,
                        "Something went wrong on Stripe's end. (A fault that was ordered.)");
        };
    }

    private static @Nullable Reply after(int seconds, @Nullable Reply reply) {
        try {
            Thread.sleep(seconds * 1_000L);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return reply;
    }
}
