package org.broadsheet.sandbox.engine.billing;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.periods.BillingCycle;
import org.broadsheet.sandbox.engine.periods.SubscriptionLines;
import org.jspecify.annotations.Nullable;

/** How a subscription that rests since its trial has ended without a card goes on. */
public final class Resumption {
    private static final long PATIENCE = 23 * 3_600L;
    private static final String PLACE = "resumption";

    private Resumption() {}

    /** It goes on as soon as the invoice for the period that begins now is paid. */
    public static Doc resume(Step step, Doc subscription, Fields given) {
        if (!subscription.is("status", "paused"))
            throw Problem.invalid(
                    null,
                    "You can only resume a subscription with status `paused`. This subscription has status `"
                            + subscription.find("status") + "`.");
        if (subscription.hidden().isSet(PLACE))
            throw Problem.invalid(null, "The invoice for the resumption of this subscription waits to be paid.");

        var invoice = draft(step, subscription, given);
        if (invoice == null) {
            complete(step, subscription);
            return subscription;
        }
        var wait = Fields.empty().set("invoice", invoice.id()).set("until", step.now() + PATIENCE);
        subscription.hidden().set(PLACE, wait);
        step.tell("invoice.created", invoice);
        InvoiceNow.collect(step, subscription, invoice, PaymentBehavior.ALLOW_INCOMPLETE, given);
        if (subscription.hidden().isSet(PLACE) && subscription.is("collection_method", "send_invoice"))
            complete(step, subscription);
        return subscription;
    }

    /** Counted from now, or from the old anchor: then the time until the next boundary is cheaper, or a present. */
    private static @Nullable Doc draft(Step step, Doc subscription, Fields given) {
        var begun = subscription.objects("items.data").getFirst().number("current_period_start");
        var anchorStays = given.is("billing_cycle_anchor", "unchanged");
        if (!anchorStays) subscription.set("billing_cycle_anchor", step.now()).set("billing_cycle_anchor_config", null);
        for (var item : subscription.objects("items.data")) {
            var cycle = BillingCycle.of(subscription, item.object("price.recurring"));
            item.set("current_period_start", step.now()).set("current_period_end", cycle.next(step.now()));
        }
        Dates.decide(step, subscription);
        if (anchorStays && given.is("proration_behavior", "none")) return null;
        var lines = SubscriptionLines.of(step, subscription, subscription.objects("items.data"));
        return InvoiceNow.draft(step, subscription, "subscription_update", begun, lines);
    }

    static boolean waitsFor(Doc subscription, Doc invoice) {
        return subscription.hidden().is(PLACE + ".invoice", invoice.id());
    }

    static void complete(Step step, Doc subscription) {
        subscription.hidden().remove(PLACE);
        subscription.set("status", "active");
        step.tell("customer.subscription.resumed", subscription);
        step.tell("customer.subscription.updated", subscription);
    }

    static @Nullable Long due(Doc subscription) {
        return subscription.hidden().findNumber(PLACE + ".until");
    }

    /** It rests on when nobody has paid. */
    static void giveUp(Step step, Doc subscription) {
        var invoice = step.find(subscription.hidden().find(PLACE + ".invoice"));
        subscription.hidden().remove(PLACE);
        if (invoice != null && invoice.is("status", "open")) WriteOff.voidNow(step, invoice);
    }
}
