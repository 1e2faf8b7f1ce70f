package org.broadsheet.sandbox.store;

import org.jspecify.annotations.Nullable;

/** An event and how far its telling has come. */
public record Told(
        String id,
        String type,
        long created,
        @Nullable String subject,
        int deliveries,
        int delivered,
        int pending,
        int failed,
        int dropped,
        int attempts,
        @Nullable String answer) {}
