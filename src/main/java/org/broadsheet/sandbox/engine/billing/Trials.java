package org.broadsheet.sandbox.engine.billing;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** Time that costs nothing: how it is asked for, announced, and what its end does. */
public final class Trials {
    private static final long A_DAY = 86_400;
    private static final long NOTICE = 3 * A_DAY;
    public static final long LONGEST = 730;
    private static final String NOTICED = "trial_noticed";

    private Trials() {}

    static void begin(Step step, Doc subscription, Fields given) {
        if (given.isSet("trial_end") && given.isSet("trial_period_days"))
            throw Problem.invalid(
                    "trial_end", "You may only specify one of these parameters: trial_end, trial_period_days.");
        var days = given.findNumber("trial_period_days");
        if (days != null && (days < 1 || days > LONGEST))
            throw Problem.invalid(
                    "trial_period_days",
                    "parameter_invalid_integer",
                    "This value must be between 1 and " + LONGEST + ".");
        var end = days == null ? wishedEnd(step, given) : (Long) (step.now() + days * A_DAY);
        if (end == null || end == step.now()) return;
        subscription.set("trial_start", step.now()).set("trial_end", end);
    }

    /** Nothing when no end was asked for, and the present moment for {@code now}. */
    static @Nullable Long wishedEnd(Step step, Fields given) {
        var wish = given.find("trial_end");
        if (wish == null) return null;
        if (wish.equals("now")) return step.now();
        if (!wish.matches("\\d{1,12}")) throw Problem.invalid("trial_end", "Invalid timestamp: " + wish);
        var end = Long.parseLong(wish);
        if (end <= step.now())
            throw Problem.invalid("trial_end", "The `trial_end` timestamp must be in the future, or `now`.");
        if (end > step.now() + LONGEST * A_DAY)
            throw Problem.invalid("trial_end", "A trial can be at most two years long.");
        return end;
    }

    /** When the end has to be announced, unless it has been; a trial shorter than the notice is announced at once. */
    static @Nullable Long noticeDue(Doc subscription) {
        var end = subscription.findNumber("trial_end");
        if (!subscription.is("status", "trialing") || end == null) return null;
        return subscription.hidden().number(NOTICED, 0) == end
                ? null
                : (Long) Math.max(end - NOTICE, Dates.decidedAt(subscription));
    }

    static void announceEnd(Step step, Doc subscription) {
        subscription.hidden().set(NOTICED, subscription.number("trial_end"));
        step.tell("customer.subscription.trial_will_end", subscription);
    }

    /** Whether the subscription goes on when its trial is over; without a card it may end or rest. */
    static boolean goesOn(Step step, Doc subscription) {
        if (InvoiceNow.payerOf(step, subscription).isPresent() || subscription.is("collection_method", "send_invoice"))
            return true;
        switch (subscription
                .maybe("trial_settings.end_behavior.missing_payment_method")
                .orElse("create_invoice")) {
            case "cancel" -> {
                Ending.now(step, subscription, "cancellation_requested");
                return false;
            }
            case "pause" -> {
                subscription.set("status", "paused");
                step.tell("customer.subscription.paused", subscription);
                return false;
            }
            default -> {
                return true;
            }
        }
    }
}
