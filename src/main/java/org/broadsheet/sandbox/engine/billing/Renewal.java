package org.broadsheet.sandbox.engine.billing;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** What time does to a subscription: a notice a week ahead, a new period, or the end that was asked for. */
public final class Renewal {
    private static final long A_WEEK = 7 * 86_400L;

    private Renewal() {}

    public static @Nullable Long due(Doc subscription) {
        if (!Subscriptions.lives(subscription)) return null;

        var end = Subscriptions.periodEnd(subscription);
        var due = subscription.is("cancel_at_period_end") ? end : noticeDue(subscription, end);
        due = Math.min(due, subscription.number("cancel_at", due));
        return Math.min(due, subscription.number("pause_collection.resumes_at", due));
    }

    /** Periods shorter than the notice have none. */
    private static long noticeDue(Doc subscription, long end) {
        var noticed = subscription.hidden().number("noticed", 0) == end;
        var begin = subscription.objects("items.data").getFirst().number("current_period_start");
        return noticed || end - begin <= A_WEEK ? end : end - A_WEEK;
    }

    public static void process(Step step, Doc subscription) {
        var end = Subscriptions.periodEnd(subscription);
        if (reached(step, subscription.findNumber("cancel_at"))
                || subscription.is("cancel_at_period_end") && reached(step, end)) {
            Ending.now(step, subscription, "cancellation_requested");
        } else if (reached(step, subscription.findNumber("pause_collection.resumes_at"))) {
            subscription.set("pause_collection", null);
            step.tell("customer.subscription.updated", subscription);
        } else if (reached(step, end)) {
            renew(step, subscription);
        } else {
            subscription.hidden().set("noticed", end);
            Invoices.announce(step, subscription, end);
        }
    }

    private static boolean reached(Step step, @Nullable Long moment) {
        return moment != null && moment <= step.now();
    }

    /** The period moves before the money: the draft waits an hour, the new period is here at once. */
    private static void renew(Step step, Doc subscription) {
        var begun = subscription.objects("items.data").getFirst().number("current_period_start");
        for (var item : subscription.objects("items.data")) {
            var cycle = BillingCycle.of(subscription.number("billing_cycle_anchor"), item.object("price.recurring"));
            var start = item.number("current_period_end");
            item.set("current_period_start", start).set("current_period_end", cycle.next(start));
        }
        var invoice = Invoices.prepare(step, subscription, "subscription_cycle", begun);
        Collection.schedule(step, subscription, invoice);
        subscription.set("latest_invoice", invoice.id());
        step.tell("invoice.created", invoice);
        step.tell("customer.subscription.updated", subscription);
    }
}
