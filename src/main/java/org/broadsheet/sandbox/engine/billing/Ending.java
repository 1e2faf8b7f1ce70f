package org.broadsheet.sandbox.engine.billing;

import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.invoices.InvoiceItems;
import org.broadsheet.sandbox.engine.invoices.Invoices;
import org.broadsheet.sandbox.engine.payments.Presence;
import org.broadsheet.sandbox.engine.periods.Prorations;
import org.jspecify.annotations.Nullable;

/** How a subscription ends. It cannot be revived. */
public final class Ending {
    private Ending() {}

    public static Doc atOnce(Step step, Doc subscription, Fields given) {
        if (!Subscriptions.lives(subscription))
            throw Problem.unknownObject("subscription", subscription.id(), "subscription");

        for (var said : new String[] {"comment", "feedback"})
            if (given.isSet("cancellation_details." + said))
                subscription.set("cancellation_details." + said, given.find("cancellation_details." + said));
        var neverBegan = subscription.is("status", "incomplete");
        var last = lastInvoice(step, subscription, given.is("prorate"), given.is("invoice_now"));
        now(step, subscription, "cancellation_requested");
        if (neverBegan) voidWhatIsOpen(step, subscription);
        if (last != null) {
            step.tell("invoice.created", last);
            Collection.collectNow(step, last, Presence.BY_INVOICE);
        }
        return subscription;
    }

    /** What was not used is given back, and what waits is billed now, each only if it is asked for. */
    static @Nullable Doc lastInvoice(Step step, Doc subscription, boolean prorate, boolean invoiceNow) {
        if (!invoiceNow) dropProrations(step, subscription);
        if (prorate && !subscription.is("status", "incomplete"))
            for (var item : subscription.objects("items.data"))
                Prorations.giveBack(step, subscription, item, step.now());
        return invoiceNow ? billWhatWaits(step, subscription) : null;
    }

    static @Nullable Doc billWhatWaits(Step step, Doc subscription) {
        if (waiting(step, subscription).isEmpty()) return null;
        var begun = subscription.objects("items.data").getFirst().number("current_period_start");
        return InvoiceNow.draft(step, subscription, "subscription_update", begun, List.of());
    }

    private static void dropProrations(Step step, Doc subscription) {
        for (var item : waiting(step, subscription)) if (item.is("proration")) InvoiceItems.delete(step, item);
    }

    private static List<Doc> waiting(Step step, Doc subscription) {
        return step
                .like(
                        "invoiceitem",
                        Fields.empty()
                                .set("customer", subscription.text("customer"))
                                .set("invoice", null))
                .stream()
                .filter(item -> item.is("parent.subscription_details.subscription", subscription.id()))
                .toList();
    }

    /** At the moment that was asked for; what still waits for an invoice is billed. */
    static void asPlanned(Step step, Doc subscription) {
        var last = billWhatWaits(step, subscription);
        now(step, subscription, "cancellation_requested");
        if (last != null) {
            Collection.schedule(step, subscription, last);
            step.tell("invoice.created", last);
        }
    }

    /** Nothing is refunded, and open invoices are no longer collected by themselves. */
    public static Doc now(Step step, Doc subscription, String reason) {
        PendingUpdates.end(step, subscription);
        Resumption.giveUp(step, subscription);
        if (!subscription.isSet("canceled_at")) subscription.set("canceled_at", step.now());
        subscription
                .set("status", "canceled")
                .set("ended_at", step.now())
                .set("cancellation_details.reason", reason)
                .set("pause_collection", null);
        for (var invoice : Collection.openInvoices(step, subscription)) Invoices.leaveToPeople(step, invoice);
        step.tell("customer.subscription.deleted", subscription);
        Schedules.subscriptionEnded(step, subscription, reason);
        return subscription;
    }

    /** Nobody has paid the first invoice: there has never been a subscription, so nothing is told as deleted. */
    static void unpaidFromTheStart(Step step, Doc subscription) {
        subscription.set("status", "incomplete_expired").set("ended_at", step.now());
        step.tell("customer.subscription.updated", subscription);
        voidWhatIsOpen(step, subscription);
    }

    private static void voidWhatIsOpen(Step step, Doc subscription) {
        for (var invoice : Collection.openInvoices(step, subscription))
            if (invoice.is("status", "open")) WriteOff.voidNow(step, invoice);
    }
}
