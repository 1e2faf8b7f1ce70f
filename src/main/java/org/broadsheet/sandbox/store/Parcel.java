package org.broadsheet.sandbox.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event on its way to an endpoint; without a url the endpoint is gone or switched off. */
public record Parcel(
        long id,
        String endpoint,
        @Nullable String url,
        List<String> secrets,
        String eventId,
        String type,
        int attempts,
        String body,
        boolean maybeSkewed) {}
