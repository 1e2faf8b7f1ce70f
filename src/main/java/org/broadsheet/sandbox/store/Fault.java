package org.broadsheet.sandbox.store;

import org.jspecify.annotations.Nullable;

/** Something that is to go wrong: how often, for what, when in the course of things, and how. */
public record Fault(
        long id,
        Kind kind,
        @Nullable Integer remaining,
        @Nullable String matches,
        Moment moment,
        int seconds,
        int status) {

    /** What can be made to go wrong; the first three concern webhooks, the last a charge, the others API calls. */
    public enum Kind {
        DROP,
        DUPLICATE,
        DELAY,
        ANSWER,
        HANG,
        RESET,
        DECLINE
    }

    /** Before the call has had its effect, or after. */
    public enum Moment {
        BEFORE,
        AFTER
    }

    boolean concerns(String subject) {
        return matches == null || subject.startsWith(matches);
    }
}
