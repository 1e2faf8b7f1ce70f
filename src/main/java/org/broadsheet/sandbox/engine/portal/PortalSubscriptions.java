package org.broadsheet.sandbox.engine.portal;

import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.billing.Ending;
import org.broadsheet.sandbox.engine.billing.Subscriptions;
import org.jspecify.annotations.Nullable;

/** What people can do in the portal with what they subscribe to. */
public final class PortalSubscriptions {
    private static final List<String> SHOWN = List.of("active", "trialing", "past_due", "unpaid", "paused");

    private PortalSubscriptions() {}

    public static List<Doc> of(Step step, String customer) {
        return step.like("subscription", Fields.empty().set("customer", customer)).stream()
                .filter(PortalSubscriptions::isShown)
                .toList()
                .reversed();
    }

    static boolean isShown(Doc subscription) {
        return SHOWN.contains(subscription.text("status"));
    }

    /** Whether it is going to end, however that was said. */
    public static boolean ends(Doc subscription) {
        return subscription.isSet("cancel_at") || subscription.is("cancel_at_period_end");
    }

    public static boolean isSimple(Doc subscription) {
        return subscription.list("items.data").size() == 1;
    }

    static void requireSimple(Doc subscription) {
        if (!isSimple(subscription))
            throw Problem.invalid(null, "The portal does not change subscriptions with several items.");
    }

    public static Fields item(Doc subscription) {
        return subscription.objects("items.data").getFirst();
    }

    /**
     * With flexible billing the end is a moment of its own, and cancel_at_period_end stays false; it does not follow
     * later changes of the period.
     */
    public static void cancel(
            Step step, Doc configuration, Doc subscription, @Nullable String feedback, @Nullable String comment) {
        requireFeature(configuration, "subscription_cancel");
        if (!isShown(subscription) || ends(subscription))
            throw Problem.invalid(null, "This subscription is already set to be canceled.");

        var said = Fields.empty().set("comment", comment).set("feedback", feedback);
        if (configuration.is("features.subscription_cancel.mode", "immediately")) {
            var proration = configuration.text("features.subscription_cancel.proration_behavior");
            Ending.atOnce(
                    step,
                    subscription,
                    Fields.empty()
                            .set("prorate", !proration.equals("none"))
                            .set("invoice_now", proration.equals("always_invoice"))
                            .set("cancellation_details", said));
            return;
        }
        var end = Fields.empty().set("cancellation_details", said);
        if (subscription.is("billing_mode.type", "classic")) end.set("cancel_at_period_end", true);
        else end.set("cancel_at", "max_period_end");
        Subscriptions.update(step, subscription, end);
    }

    public static void goOn(Step step, Doc subscription) {
        if (!isShown(subscription) || !ends(subscription))
            throw Problem.invalid(null, "This subscription is not about to end.");

        Subscriptions.update(step, subscription, Fields.empty().set("cancel_at", null));
    }

    static void requireFeature(Doc configuration, String feature) {
        if (!configuration.is("features." + feature + ".enabled"))
            throw Problem.invalid(null, "The portal configuration does not enable the feature `" + feature + "`.");
    }
}
