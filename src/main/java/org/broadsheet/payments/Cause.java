package org.broadsheet.payments;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why we came to know something: what stands beside it in every history. It belongs to the work that is done on one thread, so that
 * whoever writes a row can ask for it.
 *
 * @param stripeEvent the event that made us look; null when none did
 * @param command the command that was carried out; null when none was
 */
public record Cause(
        Kind kind, @Nullable String stripeEvent, @Nullable UUID command) {
    private static final ScopedValue<Cause> CURRENT = ScopedValue.newInstance();
    private static final Cause LOOK = new Cause(Kind.LOOK, null, null);

    public enum Kind {
        EVENT,
        COMMAND,
        /** Somebody came back from the payment page, or we looked of our own accord. */
        LOOK
    }

    public static Cause current() {
        return CURRENT.orElse(LOOK);
    }

    static Cause event(String id) {
        return new Cause(Kind.EVENT, id, null);
    }

    static Cause command(UUID id) {
        return new Cause(Kind.COMMAND, null, id);
    }

    void during(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }
}
