package org.broadsheet.sandbox.engine.payments;

import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.Behaviour;
import org.broadsheet.sandbox.engine.cards.Behaviour.Mark;
import org.broadsheet.sandbox.engine.cards.Behaviour.Patience;
import org.broadsheet.sandbox.engine.cards.TestAccount;
import org.broadsheet.sandbox.engine.cards.TestCard;

/** What the bank behind a payment method says before any money moves. */
public sealed interface Verdict {
    record Agrees() implements Verdict {}

    record Refuses(Decline decline) implements Verdict {}

    /** The bank wants to hear from the card's owner first. */
    record AsksBack() implements Verdict {}

    /** A direct debit: the bank will say in some days. */
    record TakesItsTime() implements Verdict {}

    /** Asking uses up a refusal that was ordered for the next charge. */
    static Verdict ask(Step step, Doc method, Presence presence, boolean insist) {
        var account = TestAccount.behind(method);
        if (account.isPresent())
            return step.bank()
                    .orderedRefusal(account.get().number())
                    .<Verdict>map(Refuses::new)
                    .orElseGet(TakesItsTime::new);

        var card = TestCard.behind(method).orElseThrow();
        var ordered = step.bank().orderedRefusal(card.number());
        if (ordered.isPresent()) return new Refuses(ordered.get());
        if (card.has(Mark.BLOCKED_BY_RADAR)) return new Refuses(Decline.blocked());

        if (asksBack(card.behaviour(), method, presence, insist))
            return presence == Presence.OFF_SESSION ? new Refuses(Decline.authenticationRequired()) : new AsksBack();
        return answered(method, presence);
    }

    /** What the bank says when it has no question, or has got its answer. */
    static Verdict answered(Doc method, Presence presence) {
        var behaviour = TestCard.behind(method).orElseThrow().behaviour();
        var decline = behaviour.decline();
        var patient = behaviour.patience() == Patience.AFTER_THE_PAYMENT_PAGE && presence == Presence.ON_THE_PAGE;
        return decline == null || patient ? new Agrees() : new Refuses(decline);
    }

    /** Nothing is taken yet, so the card that fails later is fine, and no ordered refusal is used up. */
    static Verdict ofSetup(Doc method, boolean insist) {
        var card = TestCard.behind(method).orElse(null);
        if (card == null) return new Agrees();
        if (card.has(Mark.BLOCKED_BY_RADAR)) return new Refuses(Decline.blocked());
        return asksBack(card.behaviour(), method, Presence.ON_SESSION, insist) ? new AsksBack() : answeredSetup(method);
    }

    static Verdict answeredSetup(Doc method) {
        return answered(method, Presence.ON_THE_PAGE);
    }

    private static boolean asksBack(Behaviour behaviour, Doc method, Presence presence, boolean insist) {
        return switch (behaviour.challenge()) {
            case NEVER -> false;
            case SUPPORTED -> insist;
            case ALWAYS -> true;
            case UNLESS_SET_UP -> !presence.nobody() || !method.hidden().is("set_up");
            case SET_UP_ALREADY -> !presence.nobody();
        };
    }
}
