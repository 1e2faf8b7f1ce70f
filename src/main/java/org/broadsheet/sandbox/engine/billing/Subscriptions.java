package org.broadsheet.sandbox.engine.billing;

import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.invoices.Invoices;

/** A subscription's life once it has begun: changed, told to stop. See {@link SubscriptionStart} for its beginning. */
public final class Subscriptions {
    private static final List<String> ALWAYS_POSSIBLE = List.of("metadata", "cancellation_details", "expand");

    private static final int ON_A_CLOCK = 3;

    private Subscriptions() {}

    /** A test clock passes over a few subscriptions only. */
    static void checkRoom(Step step, Doc customer) {
        if (!customer.hidden().isSet("test_clock")) return;
        var there = step.like("subscription", Fields.empty().set("customer", customer.id()));
        if (there.stream().filter(Subscriptions::lives).count() >= ON_A_CLOCK)
            throw Problem.invalid(
                    "customer",
                    "A customer on a test clock can have at most " + ON_A_CLOCK + " subscriptions that are not over.");
    }

    public static boolean lives(Doc subscription) {
        return !subscription.is("status", "canceled") && !subscription.is("status", "incomplete_expired");
    }

    public static Doc update(Step step, Doc subscription, Fields given) {
        if (!lives(subscription) && !given.json().propertyNames().stream().allMatch(ALWAYS_POSSIBLE::contains))
            throw Problem.invalid(
                    null, "A canceled subscription can only update its cancellation_details and metadata.");

        if (subscription.isSet("schedule") && (given.has("cancel_at") || given.has("cancel_at_period_end")))
            throw Problem.invalid(
                    given.has("cancel_at") ? "cancel_at" : "cancel_at_period_end",
                    "The subscription is managed by the subscription schedule `" + subscription.find("schedule")
                            + "`, and updating any cancelation behavior directly is not allowed.");
        var behavior = PaymentBehavior.of(given);
        if (behavior == PaymentBehavior.PENDING_IF_INCOMPLETE) PendingUpdates.check(given);
        if (SubscriptionChange.isAsked(given) && subscription.isSet("pending_update"))
            PendingUpdates.expire(step, subscription);

        var before = subscription.copy();
        SubscriptionSettings.take(step, subscription, given);
        var invoice = SubscriptionChange.isAsked(given) ? SubscriptionChange.draft(step, subscription, given) : null;
        SubscriptionSettings.takeEnd(step, subscription, given);
        if (invoice == null) {
            step.tell("customer.subscription.updated", subscription);
        } else {
            step.tell("invoice.created", invoice);
            if (behavior == PaymentBehavior.PENDING_IF_INCOMPLETE)
                changeOncePaid(step, subscription, before, invoice, given);
            else changeAtOnce(step, subscription, invoice, behavior, given);
        }
        return subscription;
    }

    /** By a plan, without anybody waiting for an answer: an invoice is collected an hour later, as a renewal's is. */
    static void change(Step step, Doc subscription, Fields given) {
        SubscriptionSettings.take(step, subscription, given);
        var invoice = SubscriptionChange.draft(step, subscription, given);
        if (invoice != null) {
            Collection.schedule(step, subscription, invoice);
            step.tell("invoice.created", invoice);
        }
        step.tell("customer.subscription.updated", subscription);
    }

    private static void changeAtOnce(Step step, Doc subscription, Doc invoice, PaymentBehavior behavior, Fields given) {
        step.tell("customer.subscription.updated", subscription);
        InvoiceNow.collect(step, subscription, invoice, behavior, given);
    }

    private static void changeOncePaid(Step step, Doc subscription, Doc before, Doc invoice, Fields given) {
        PendingUpdates.mark(invoice);
        InvoiceNow.collect(step, subscription, invoice, PaymentBehavior.PENDING_IF_INCOMPLETE, given);
        if (Invoices.isUnderWay(step, invoice)) PendingUpdates.unmark(invoice);
        else if (invoice.is("status", "open")) PendingUpdates.wait(step, subscription, before, invoice);
        step.tell("customer.subscription.updated", subscription);
    }
}
