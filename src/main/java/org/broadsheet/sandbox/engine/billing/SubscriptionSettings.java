package org.broadsheet.sandbox.engine.billing;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.discounts.Discounts;
import org.broadsheet.sandbox.engine.periods.PeriodEnds;

/** What can be set on a subscription without a sum being due: who pays and how, when it pauses, when it ends. */
final class SubscriptionSettings {
    private static final String LATEST_END = "The `cancel_at` timestamp must be within five years.";
    private static final long FIVE_YEARS = 5 * 366 * 86_400L;

    private SubscriptionSettings() {}

    static void take(Step step, Doc subscription, Fields given) {
        subscription.mergeMetadata(given).take(given, "description");
        if (given.has("default_payment_method")) takeCard(step, subscription, given);
        takeCollection(subscription, given);
        if (given.isSet("payment_settings.save_default_payment_method"))
            subscription.set(
                    "payment_settings.save_default_payment_method",
                    given.text("payment_settings.save_default_payment_method"));
        if (given.isSet("trial_settings")) subscription.set("trial_settings", given.node("trial_settings"));
        Discounts.onSubscription(step, subscription, given);
        if (given.has("pause_collection")) pause(step, subscription, given);
        for (var said : new String[] {"comment", "feedback"})
            if (given.has("cancellation_details." + said))
                subscription.set("cancellation_details." + said, given.find("cancellation_details." + said));
    }

    private static void takeCard(Step step, Doc subscription, Fields given) {
        var method = given.find("default_payment_method");
        if (method != null) PaymentMethods.requireAttached(step, method, subscription.text("customer"));
        subscription.set("default_payment_method", method);
    }

    private static void takeCollection(Doc subscription, Fields given) {
        if (given.isSet("collection_method")) subscription.set("collection_method", given.text("collection_method"));
        var sent = subscription.is("collection_method", "send_invoice");
        var days = given.findNumber("days_until_due");
        if (days != null && !sent)
            throw Problem.invalid(
                    "days_until_due", "`days_until_due` can only be set when collection_method is `send_invoice`.");
        if (days != null && (days < 0 || days > 365))
            throw Problem.invalid(
                    "days_until_due", "parameter_invalid_integer", "This value must be between 0 and 365.");
        if (days != null) subscription.set("days_until_due", days);
        if (!sent) subscription.set("days_until_due", null);
        else if (!subscription.isSet("days_until_due")) throw Problem.missingParameter("days_until_due");
    }

    /** The status stays active: pausing concerns the money of coming invoices only. */
    private static void pause(Step step, Doc subscription, Fields given) {
        var pause = given.findObject("pause_collection");
        if (pause == null) {
            subscription.set("pause_collection", null);
            return;
        }
        if (!pause.isSet("behavior")) throw Problem.missingParameter("pause_collection[behavior]");
        var resumes = pause.findNumber("resumes_at");
        if (resumes != null && resumes <= step.now())
            throw Problem.invalid("pause_collection[resumes_at]", "`resumes_at` must be in the future.");
        subscription.set(
                "pause_collection",
                Fields.empty().set("behavior", pause.text("behavior")).set("resumes_at", resumes));
    }

    static void takeEnd(Step step, Doc subscription, Fields given) {
        if (given.has("cancel_at_period_end") && given.has("cancel_at"))
            throw Problem.invalid(
                    "cancel_at", "You cannot pass both `cancel_at` and `cancel_at_period_end` at the same time.");
        if (given.is("cancel_at_period_end")) stopAt(step, subscription, PeriodEnds.last(subscription), true);
        else if (given.isSet("cancel_at")) stopAt(step, subscription, moment(step, subscription, given), false);
        else if (given.has("cancel_at_period_end") || given.has("cancel_at")) goOn(subscription);
    }

    private static long moment(Step step, Doc subscription, Fields given) {
        var wish = given.text("cancel_at");
        if (wish.equals("max_period_end")) return PeriodEnds.last(subscription);
        if (wish.equals("min_period_end")) return PeriodEnds.first(subscription);
        if (!wish.matches("\\d{1,12}")) throw Problem.invalid("cancel_at", "Invalid timestamp: " + wish);
        var moment = Long.parseLong(wish);
        if (moment <= step.now())
            throw Problem.invalid("cancel_at", "The `cancel_at` timestamp must be in the future.");
        if (moment > step.now() + FIVE_YEARS) throw Problem.invalid("cancel_at", LATEST_END);

        return moment;
    }

    private static void stopAt(Step step, Doc subscription, long end, boolean atPeriodEnd) {
        subscription
                .set("cancel_at", end)
                .set("cancel_at_period_end", atPeriodEnd)
                .set("canceled_at", step.now())
                .set("cancellation_details.reason", "cancellation_requested");
    }

    private static void goOn(Doc subscription) {
        subscription
                .set("cancel_at", null)
                .set("cancel_at_period_end", false)
                .set("canceled_at", null)
                .set("cancellation_details.reason", null);
    }
}
