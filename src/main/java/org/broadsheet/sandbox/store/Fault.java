package org.broadsheet.sandbox.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Fields;
import org.jspecify.annotations.Nullable;

/** Something that is to go wrong: how often (without a number, until it is switched off), for what, and how exactly. */
public record Fault(
        long id,
        Kind kind,
        @Nullable Integer remaining,
        @Nullable String matches,
        Fields how) {
    private static final Set<String> HARD =
            Set.of("lost_card", "stolen_card", "pickup_card", "revocation_of_authorization");

    /** What can be made to go wrong with a webhook, with a call, with a charge. */
    public enum Kind {
        DROP,
        DUPLICATE,
        DELAY,
        REORDER,
        SKEW,
        ANSWER,
        HANG,
        RESET,
        DECLINE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean comesAfterTheEffect() {
        return how.is("moment", "after");
    }

    public int seconds() {
        return (int) how.number("seconds", 0);
    }

    Decline decline() {
        var code = how.maybe("code").orElse("generic_decline");
        return code.equals("generic_decline")
                ? Decline.generic()
                : Decline.card(code, "Your card was declined.", HARD.contains(code));
    }

    Fault used() {
        return new Fault(id, kind, remaining == null ? null : remaining - 1, matches, how);
    }

    boolean isItsLast() {
        return remaining != null && remaining == 1;
    }

    /** A path, an event type or a card number that begins so; a star stands for anything. */
    boolean concerns(String subject) {
        if (matches == null) return true;

        var pattern =
                Arrays.stream(matches.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(pattern).matcher(subject).lookingAt();
    }
}
