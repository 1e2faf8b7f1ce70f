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
        end(step, subscription, "cancellation_requested", last);
        if (neverBegan) voidWhatIsOpen(step, subscription);
        if (last != null) {
            last.set("auto_advance", true)
                    .set("automatically_finalizes_at", null)
                    .set("next_payment_attempt", null);
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
        end(step, subscription, "cancellation_requested", last);
        if (last != null) {
            Collection.schedule(step, subscription, last);
            step.tell("invoice.created", last);
        }
    }

    /** Nothing is refunded, and what the customer still owes is no longer collected by itself. */
    public static Doc now(Step step, Doc subscription, String reason) {
        return end(step, subscription, reason, null);
    }

    /** The last invoice, of which nobody has been told yet, is still to be collected. */
    private static Doc end(Step step, Doc subscription, String reason, @Nullable Doc last) {
        PendingUpdates.end(step, subscription);
        Resumption.giveUp(step, subscription);
        if (!subscription.isSet("canceled_at")) subscription.set("canceled_at", step.now());
        subscription
                .set("status", "canceled")
                .set("ended_at", step.now())
                .set("cancellation_details.reason", reason)
                .set("pause_collection", null);
        stopCollecting(step, subscription, last);
        step.tell("customer.subscription.deleted", subscription);
        Schedules.subscriptionEnded(step, subscription, reason);
        return subscription;
    }

    /** All that is open, whatever it is for, and the subscription's drafts. */
    private static void stopCollecting(Step step, Doc subscription, @Nullable Doc last) {
        for (var invoice : step.like("invoice", Fields.empty().set("customer", subscription.text("customer")))) {
            var itsDraft = invoice.is("status", "draft") && isOf(subscription, invoice);
            if (invoice != last && (itsDraft || invoice.is("status", "open"))) Invoices.leaveToPeople(step, invoice);
        }
    }

    private static boolean isOf(Doc subscription, Doc invoice) {
        return invoice.is("parent.subscription_details.subscription", subscription.id());
    }

    /** Nobody has paid the first invoice: there has never been a subscription, so nothing is told as deleted. */
    static void unpaidFromTheStart(Step step, Doc subscription) {
        subscription.set("status", "incomplete_expired").set("ended_at", step.now());
        step.tell("customer.subscription.updated", subscription);
        voidWhatIsOpen(step, subscription);
    }

    private static void voidWhatIsOpen(Step step, Doc subscription) {
        var open = Fields.empty().set("customer", subscription.text("customer")).set("status", "open");
        for (var invoice : step.like("invoice", open)) if (isOf(subscription, invoice)) WriteOff.voidNow(step, invoice);
    }
}
