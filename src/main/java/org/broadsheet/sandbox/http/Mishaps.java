package org.broadsheet.sandbox.http;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.store.Fault;
import org.broadsheet.sandbox.store.Faults;
import org.jspecify.annotations.Nullable;

/** Lets a call go wrong on the way in or on the way out, if somebody has ordered that. */
public final class Mishaps {
    private static final Set<Fault.Kind> OF_CALLS = EnumSet.of(Fault.Kind.ANSWER, Fault.Kind.HANG, Fault.Kind.RESET);

    private final Faults faults;

    public Mishaps(Faults faults) {
        this.faults = faults;
    }

    /** Nothing at all when the connection is to break. */
    @Nullable
    Reply around(Request request, Supplier<Reply> work) {
        var ordered = faults.take(OF_CALLS, request.path());
        if (ordered.isEmpty()) return work.get();

        var fault = ordered.get();
        if (fault.moment() == Fault.Moment.BEFORE) {
            return switch (fault.kind()) {
                case RESET -> null;
                case HANG -> {
                    wait(fault.seconds());
                    yield work.get();
                }
                default -> Reply.of(failure(fault));
            };
        }
        var reply = work.get();
        return switch (fault.kind()) {
            case RESET -> null;
            case HANG -> {
                wait(fault.seconds());
                yield reply;
            }
            default -> Reply.of(failure(fault));
        };
    }

    private static Problem failure(Fault fault) {
        return fault.status() == 429
                ? new Problem(429, "invalid_request_error", "rate_limit", null, "Too many requests. (Ordered fault.)")
                : new Problem(fault.status(), "api_error", null, null, "Something went wrong. (Ordered fault.)");
    }

    private static void wait(int seconds) {
        try {
            Thread.sleep(seconds * 1_000L);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
