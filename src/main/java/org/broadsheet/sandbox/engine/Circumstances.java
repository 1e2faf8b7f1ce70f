package org.broadsheet.sandbox.engine;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What a step must know besides the objects: the time, who asked, how the bank is today, and what is set. */
public record Circumstances(long now, URI address, Cause cause, Bank bank, Settings settings) {

    /** The API request that a step answers, or nothing when time or a hosted page moved it. */
    public record Cause(@Nullable String request, @Nullable String idempotencyKey) {
        public static final Cause NONE = new Cause(null, null);
    }

    public Circumstances at(long time) {
        return new Circumstances(time, address, cause, bank, settings);
    }
}
