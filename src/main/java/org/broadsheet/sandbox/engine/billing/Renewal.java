package org.broadsheet.sandbox.engine.billing;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.invoices.InvoiceItems;
import org.broadsheet.sandbox.engine.invoices.Invoices;
import org.broadsheet.sandbox.engine.periods.BillingCycle;
import org.broadsheet.sandbox.engine.periods.Debits;
import org.broadsheet.sandbox.engine.periods.PeriodEnds;
import org.broadsheet.sandbox.engine.periods.SubscriptionLines;
import org.jspecify.annotations.Nullable;

/** What time does to a subscription: a notice a week ahead, a new period, the end of a trial or of everything. */
public final class Renewal {
    private static final long A_WEEK = 7 * 86_400L;
    private static final long PATIENCE_AT_FIRST = 23 * 3_600L;

    private Renewal() {}

    public static @Nullable Long due(Doc subscription) {
        if (!Subscriptions.lives(subscription)) return null;
        if (subscription.is("status", "incomplete")) return subscription.created() + PATIENCE_AT_FIRST;

        var rests = subscription.is("status", "paused");
        return Stream.of(
                        subscription.findNumber("cancel_at"),
                        Resumption.due(subscription),
                        PendingUpdates.due(subscription),
                        subscription.findNumber("pause_collection.resumes_at"),
                        Trials.noticeDue(subscription),
                        rests ? null : noticeDue(subscription))
                .filter(Objects::nonNull)
                .min(Long::compare)
                .orElse(null);
    }

    /** Periods shorter than the notice have none. */
    private static long noticeDue(Doc subscription) {
        var end = PeriodEnds.first(subscription);
        var noticed = subscription.hidden().number("noticed", 0) == end || subscription.is("cancel_at_period_end");
        var begin = PeriodEnds.startOfFirst(subscription);
        if (noticed || end - begin <= A_WEEK) return end;
        return Math.min(end, Math.max(end - A_WEEK, Dates.decidedAt(subscription)));
    }

    public static void process(Step step, Doc subscription) {
        var end = PeriodEnds.first(subscription);
        if (subscription.is("status", "incomplete")) {
            Ending.unpaidFromTheStart(step, subscription);
        } else if (reached(step, subscription.findNumber("cancel_at"))) {
            Ending.asPlanned(step, subscription);
        } else if (SchedulePace.comesFirst(step, subscription)) {
            // The plan was due, too, and what it has changed is what time finds the next time it looks.
            return;
        } else if (reached(step, Resumption.due(subscription))) {
            Resumption.giveUp(step, subscription);
        } else if (reached(step, PendingUpdates.due(subscription))) {
            PendingUpdates.expire(step, subscription);
        } else if (reached(step, subscription.findNumber("pause_collection.resumes_at"))) {
            subscription.set("pause_collection", null);
            step.tell("customer.subscription.updated", subscription);
        } else if (reached(step, Trials.noticeDue(subscription))) {
            Trials.announceEnd(step, subscription);
        } else if (reached(step, end)) {
            if (subscription.is("status", "trialing") && !Trials.goesOn(step, subscription)) return;
            renew(step, subscription);
        } else {
            subscription.hidden().set("noticed", end);
            Previews.announce(step, subscription);
        }
    }

    private static boolean reached(Step step, @Nullable Long moment) {
        return moment != null && moment <= step.now();
    }

    /** The period moves before the money: the draft waits an hour, the new period is here at once. */
    private static void renew(Step step, Doc subscription) {
        var invoice = draft(step, subscription);
        Collection.schedule(step, subscription, invoice);
        step.tell("invoice.created", invoice);
        step.tell("customer.subscription.updated", subscription);
    }

    /** Moves the periods that are over and drafts the invoice for the new ones; tells of neither. */
    static Doc draft(Step step, Doc subscription) {
        var begun = subscription.objects("items.data").getFirst().number("current_period_start");
        if (subscription.is("status", "trialing")) subscription.set("status", "active");
        var due = dueItems(subscription, step.now());
        for (var item : due) {
            var cycle = BillingCycle.of(subscription, item.object("price.recurring"));
            var start = item.number("current_period_end");
            item.set("current_period_start", start).set("current_period_end", cycle.next(start));
        }
        var lines = SubscriptionLines.of(step, subscription, due);
        var invoice = Invoices.prepare(step, subscription, "subscription_cycle", begun, lines, InvoiceItems.Sweep.ALL);
        Debits.remember(step, subscription, invoice);
        subscription.set("latest_invoice", invoice.id());
        return invoice;
    }

    private static List<Fields> dueItems(Doc subscription, long now) {
        return subscription.objects("items.data").stream()
                .filter(item -> item.number("current_period_end") <= now)
                .toList();
    }
}
