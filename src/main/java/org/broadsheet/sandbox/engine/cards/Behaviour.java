package org.broadsheet.sandbox.engine.cards;

import java.util.EnumSet;
import java.util.Set;
import org.broadsheet.sandbox.engine.Decline;
import org.jspecify.annotations.Nullable;

/** What a test card does: whether its bank asks back, what it says to a charge, and what follows a payment. */
public record Behaviour(Challenge challenge, @Nullable Decline decline, Patience patience, Set<Mark> marks) {

    /** When the bank wants to hear from the card's owner (3-D Secure). */
    public enum Challenge {
        NEVER,
        /** Only when the shop insists. */
        SUPPORTED,
        ALWAYS,
        /** On every payment with somebody there; without, only when the card was not set up before. */
        UNLESS_SET_UP,
        /** The same, but the card counts as set up from the beginning. */
        SET_UP_ALREADY
    }

    /** Whether a refusal comes at once or only when the card has been kept. */
    public enum Patience {
        AT_ONCE,
        /** The payment page lets the first payment pass, so that a failing renewal can be rehearsed from there. */
        AFTER_THE_PAYMENT_PAGE
    }

    /** What else the card is for. */
    public enum Mark {
        DISPUTED_AS_FRAUDULENT,
        DISPUTED_AS_NOT_RECEIVED,
        INQUIRED,
        DISPUTED_SEVERAL_TIMES,
        WARNED_OF_FRAUD,
        REFUND_PENDS,
        REFUND_FAILS,
        AVAILABLE_AT_ONCE,
        BLOCKED_BY_RADAR,
        ELEVATED_RISK,
        CVC_CHECK_FAILS,
        POSTAL_CODE_CHECK_FAILS,
        ADDRESS_LINE_CHECK_FAILS
    }

    public Behaviour {
        marks = Set.copyOf(marks);
    }

    static Behaviour pays(Mark... marks) {
        var set = EnumSet.noneOf(Mark.class);
        set.addAll(java.util.List.of(marks));
        return new Behaviour(Challenge.NEVER, null, Patience.AT_ONCE, set);
    }

    static Behaviour declines(Decline decline) {
        return new Behaviour(Challenge.NEVER, decline, Patience.AT_ONCE, Set.of());
    }

    static Behaviour asks(Challenge challenge) {
        return new Behaviour(challenge, null, Patience.AT_ONCE, Set.of());
    }

    static Behaviour asksThenDeclines(Decline decline) {
        return new Behaviour(Challenge.ALWAYS, decline, Patience.AT_ONCE, Set.of());
    }

    static Behaviour declinesLater(Decline decline) {
        return new Behaviour(Challenge.NEVER, decline, Patience.AFTER_THE_PAYMENT_PAGE, Set.of());
    }

    public boolean paysAlways() {
        return decline == null && !asksBack() && !marks.contains(Mark.BLOCKED_BY_RADAR);
    }

    public boolean asksBack() {
        return challenge != Challenge.NEVER && challenge != Challenge.SUPPORTED;
    }
}
