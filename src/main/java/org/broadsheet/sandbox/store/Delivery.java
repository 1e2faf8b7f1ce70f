package org.broadsheet.sandbox.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event's way to one endpoint, with every attempt, as it is told to tools. */
public record Delivery(
        long id,
        String event,
        String type,
        @Nullable String request,
        String endpoint,
        @Nullable String url,
        String state,
        boolean resent,
        @Nullable Instant next_attempt,
        List<Try> attempts) {
    /** One attempt, with the time at which it was answered. */
    public record Try(Instant at, long signed_at, String answer, int took_ms) {}

    /** Which deliveries are asked for; empty texts ask for all. */
    public record Wish(String event, String endpoint, String state, String type, String request) {}
}
