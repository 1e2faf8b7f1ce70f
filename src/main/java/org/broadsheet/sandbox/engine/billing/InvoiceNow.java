package org.broadsheet.sandbox.engine.billing;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.invoices.InvoiceItems;
import org.broadsheet.sandbox.engine.invoices.Invoices;
import org.broadsheet.sandbox.engine.payments.Presence;
import org.broadsheet.sandbox.engine.periods.Debits;

/** The invoice that a beginning or a change makes due at once: drafted, then collected without the hour's wait. */
final class InvoiceNow {
    private InvoiceNow() {}

    static Doc draft(Step step, Doc subscription, String reason, long periodStart, List<Fields> lines) {
        var invoice = Invoices.prepare(step, subscription, reason, periodStart, lines, InvoiceItems.Sweep.OWN);
        Debits.remember(step, subscription, invoice);
        if (waits(subscription)) Collection.schedule(step, subscription, invoice);
        subscription.set("latest_invoice", invoice.id());
        return invoice;
    }

    static void collect(Step step, Doc subscription, Doc invoice, PaymentBehavior behavior, Fields given) {
        // What waits was scheduled when it was drafted, before anybody was told of it.
        if (waits(subscription)) return;
        if (behavior == PaymentBehavior.DEFAULT_INCOMPLETE) {
            waitForTheBuyer(step, subscription, invoice);
        } else {
            var presence = given.is("off_session") ? Presence.BY_INVOICE : Presence.ON_SESSION;
            Collection.collectNow(step, invoice, presence);
            if (behavior == PaymentBehavior.ERROR_IF_INCOMPLETE) checkPaid(step, invoice);
        }
    }

    private static boolean waits(Doc subscription) {
        return subscription.is("collection_method", "send_invoice")
                || subscription.is("pause_collection.behavior", "keep_as_draft");
    }

    private static void waitForTheBuyer(Step step, Doc subscription, Doc invoice) {
        Collection.finalizeOnly(step, invoice);
        if (invoice.is("status", "open") && subscription.is("status", "active")) {
            subscription.set("status", "past_due");
            step.tell("customer.subscription.updated", subscription);
        }
    }

    /** Whoever wants all or nothing gets the bank's no as the answer, and nothing has happened. */
    private static void checkPaid(Step step, Doc invoice) {
        if (!invoice.is("status", "open")) return;
        var intent = step.find(invoice.hidden().find("payment_intent"));
        if (intent == null)
            throw Problem.invalid(
                    null,
                    "resource_missing",
                    "This customer has no attached payment source or default payment method.");
        if (intent.is("status", "processing")) return;
        if (intent.is("status", "requires_action"))
            throw new Problem(
                    402,
                    "card_error",
                    "subscription_payment_intent_requires_action",
                    null,
                    "Payment for this subscription requires additional user action before it can be completed successfully.");
        var error = intent.findObject("last_payment_error");
        throw error == null
                ? Problem.invalid(null, "This invoice could not be paid.")
                : Problem.declined(
                        new Decline(error.text("code"), error.find("decline_code"), error.text("message"), false),
                        intent);
    }

    /** The card pinned to the subscription, else the customer's usual one. */
    static Optional<Doc> payerOf(Step step, Doc subscription) {
        return Stream.of(
                        subscription.maybe("default_payment_method"),
                        step.need(subscription.text("customer")).maybe("invoice_settings.default_payment_method"))
                .flatMap(Optional::stream)
                .findFirst()
                .map(step::need);
    }
}
