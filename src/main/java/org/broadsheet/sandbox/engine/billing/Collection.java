package org.broadsheet.sandbox.engine.billing;

import java.util.Optional;
import java.util.stream.Stream;
import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.invoices.Invoices;
import org.broadsheet.sandbox.engine.payments.Charging;
import org.broadsheet.sandbox.engine.payments.Presence;
import org.jspecify.annotations.Nullable;

/** How a renewal's invoice becomes money: finalised after an hour, charged, tried again, given up. */
public final class Collection {
    private Collection() {}

    public static void schedule(Step step, Doc subscription, Doc invoice) {
        var stays =
                subscription.is("pause_collection.behavior", "keep_as_draft") || subscription.is("status", "unpaid");
        var inAnHour = stays ? null : (Long) (step.now() + Invoices.AN_HOUR);
        invoice.set("auto_advance", !stays)
                .set("automatically_finalizes_at", inAnHour)
                .set("next_payment_attempt", Invoices.isSent(invoice) ? null : inAnHour);
    }

    public static @Nullable Long due(Doc invoice) {
        if (invoice.is("status", "draft")) return invoice.findNumber("automatically_finalizes_at");
        if (!invoice.is("status", "open")) return null;

        var attempt = invoice.findNumber("next_payment_attempt");
        var word = DueDates.due(invoice);
        return attempt == null || word != null && word < attempt ? word : attempt;
    }

    public static void process(Step step, Doc invoice) {
        if (invoice.is("status", "draft")) finalizeAndCharge(step, invoice, Presence.BY_INVOICE);
        else if (invoice.number("next_payment_attempt", Long.MAX_VALUE) <= step.now())
            automaticAttempt(step, invoice, Presence.BY_INVOICE);
        else DueDates.process(step, invoice);
    }

    /** Without the hour's wait: somebody has asked for what the invoice is about just now. */
    static void collectNow(Step step, Doc invoice, Presence presence) {
        finalizeAndCharge(step, invoice, presence);
    }

    /** The buyer will confirm the payment, so there is an intent to confirm and nobody asks the bank. */
    static void finalizeOnly(Step step, Doc invoice) {
        Invoices.finalizeNow(step, invoice);
        if (invoice.number("amount_due") == 0) settleNothing(step, invoice);
        else Invoices.paymentFor(step, invoice, intentFor(step, invoice));
    }

    private static void finalizeAndCharge(Step step, Doc invoice, Presence presence) {
        Invoices.finalizeNow(step, invoice);
        var subscription = subscription(step, invoice);
        var pause = subscription == null ? null : subscription.find("pause_collection.behavior");
        if ("void".equals(pause)) {
            WriteOff.voidNow(step, invoice);
        } else if ("mark_uncollectible".equals(pause)) {
            WriteOff.markUncollectible(step, invoice);
        } else if (invoice.number("amount_due") == 0) {
            settleNothing(step, invoice);
        } else if (Invoices.isSent(invoice)) {
            prepareIntent(step, invoice);
            step.tell("invoice.sent", invoice);
        } else {
            automaticAttempt(step, invoice, presence);
        }
    }

    /** Nobody has to pay an invoice of nothing, and yet it is as good as any that is paid. */
    static void settleNothing(Step step, Doc invoice) {
        Invoices.settle(step, invoice, 0);
        backInGoodStanding(step, invoice);
    }

    private static void automaticAttempt(Step step, Doc invoice, Presence presence) {
        var method = methodFor(step, invoice);
        var refusedForGood = method.isPresent()
                && invoice.hidden().is("refused_for_good", method.get().id());
        invoice.set("attempt_count", invoice.number("attempt_count") + 1);
        if (method.isEmpty()) {
            failed(step, invoice, false);
        } else if (refusedForGood) {
            // A hard decline is not asked again with the same card, but the schedule runs on.
            failed(step, invoice, false);
        } else {
            switch (charge(step, invoice, method.get(), presence)) {
                case Charging.Attempt.Paid paid -> received(step, invoice, paid.charge());
                case Charging.Attempt.RequiresAction asks -> {
                    invoice.hidden().set("refused_for_good", method.get().id());
                    failed(step, invoice, true);
                }
                case Charging.Attempt.Processing processing -> underWay(step, invoice);
                case Charging.Attempt.Refused refused ->
                    refused(step, invoice, method.get().id(), refused.decline());
            }
        }
    }

    /** Asked for by the API: counts neither as an attempt nor towards giving up. */
    public static Optional<Problem> payNow(Step step, Doc invoice, Fields given) {
        if (invoice.is("status", "paid"))
            throw Problem.invalid(null, "invoice_already_paid", "Invoice is already paid");
        if (invoice.is("status", "draft")) Invoices.finalizeNow(step, invoice);
        if (invoice.is("status", "void")) throw Problem.invalid(null, "This invoice can no longer be paid.");
        if (invoice.number("amount_due") == 0) {
            settleNothing(step, invoice);
            return Optional.empty();
        }
        Invoices.requireNoneUnderWay(step, invoice);
        if (given.is("paid_out_of_band")) {
            paidElsewhere(step, invoice);
            return Optional.empty();
        }

        var chosen = given.find("payment_method");
        var method = chosen == null
                ? methodFor(step, invoice)
                : Optional.of(PaymentMethods.requireAttached(step, chosen, invoice.text("customer")));
        if (method.isEmpty())
            throw Problem.invalid(
                    null,
                    "There is no `default_payment_method` set on this Customer or Invoice. Please set a `default_payment_method`.");

        var presence = given.has("off_session") && !given.is("off_session") ? Presence.ON_SESSION : Presence.BY_INVOICE;
        return switch (charge(step, invoice, method.get(), presence)) {
            case Charging.Attempt.Paid paid -> {
                received(step, invoice, paid.charge());
                yield Optional.empty();
            }
            case Charging.Attempt.Refused refused -> {
                refusedOnce(step, invoice);
                yield Optional.of(Problem.declined(refused.decline(), intentFor(step, invoice)));
            }
            case Charging.Attempt.RequiresAction asks -> {
                askedBack(step, invoice);
                yield Optional.of(Problem.actionRequired(intentFor(step, invoice)));
            }
            case Charging.Attempt.Processing processing -> {
                underWay(step, invoice);
                yield Optional.empty();
            }
        };
    }

    /** From finalisation on there is something to pay with. */
    static void prepareIntent(Step step, Doc invoice) {
        Invoices.paymentFor(step, invoice, intentFor(step, invoice));
    }

    /** By whoever holds the card, on the invoice's own page: no attempt of the schedule either. */
    public static Charging.Attempt payOnPage(Step step, Doc invoice, Doc method) {
        Invoices.requireNoneUnderWay(step, invoice);
        var attempt = charge(step, invoice, method, Presence.ON_SESSION);
        switch (attempt) {
            case Charging.Attempt.Paid paid -> received(step, invoice, paid.charge());
            case Charging.Attempt.Refused refused -> refusedOnce(step, invoice);
            case Charging.Attempt.RequiresAction asks -> askedBack(step, invoice);
            case Charging.Attempt.Processing processing -> underWay(step, invoice);
        }
        return attempt;
    }

    private static Charging.Attempt charge(Step step, Doc invoice, Doc method, Presence presence) {
        var intent = intentFor(step, invoice);
        Invoices.paymentFor(step, invoice, intent);
        return Charging.attempt(step, intent, method, presence);
    }

    private static Doc intentFor(Step step, Doc invoice) {
        var begun = step.find(invoice.hidden().find("payment_intent"));
        if (begun != null) return begun;

        var intent = Charging.createIntent(
                step,
                invoice.number("amount_due"),
                invoice.text("currency"),
                invoice.text("customer"),
                "Subscription update");
        invoice.hidden().set("payment_intent", intent.id());
        step.tell("payment_intent.created", intent);
        return intent;
    }

    /** The card pinned to the subscription beats the customer's usual one; one that was detached is nobody's. */
    public static Optional<Doc> methodFor(Step step, Doc invoice) {
        var subscription = subscription(step, invoice);
        return Stream.of(
                        invoice.maybe("default_payment_method"),
                        Optional.ofNullable(subscription).flatMap(each -> each.maybe("default_payment_method")),
                        step.need(invoice.text("customer")).maybe("invoice_settings.default_payment_method"))
                .flatMap(Optional::stream)
                .map(step::need)
                .filter(method -> method.is("customer", invoice.text("customer")))
                .findFirst();
    }

    /** The money of an intent is here, whoever has asked for it. */
    public static void received(Step step, Doc invoice, Doc charge) {
        Invoices.paid(step, invoice, step.need(charge.text("payment_intent")));
        backInGoodStanding(step, invoice);
        Charging.settle(step, charge);
    }

    /** Days pass until the bank is heard of; nobody asks again meanwhile. */
    public static void underWay(Step step, Doc invoice) {
        invoice.set("attempted", true).set("next_payment_attempt", null);
        step.tell("invoice.updated", invoice);
        var subscription = subscription(step, invoice);
        if (subscription != null) Standing.underWay(step, subscription, invoice);
    }

    /** Days later the bank has said no, and the schedule goes on, if it has begun. */
    public static void refusedLater(Step step, Doc invoice, Charging.Attempt.Refused refused, String method) {
        var scheduled = invoice.is("status", "open") && invoice.number("attempt_count") > 0;
        if (scheduled) {
            refused(step, invoice, method, refused.decline());
            return;
        }
        Invoices.goOnAfterDebit(step, invoice);
        refusedOnce(step, invoice);
    }

    private static void refused(Step step, Doc invoice, String method, Decline decline) {
        if (decline.hard()) invoice.hidden().set("refused_for_good", method);
        failed(step, invoice, false);
    }

    /** An attempt that somebody has made by hand; the schedule knows nothing of it. */
    public static void refusedOnce(Step step, Doc invoice) {
        invoice.set("attempted", true);
        step.tell("invoice.updated", invoice);
        step.tell("invoice.payment_failed", invoice);
    }

    public static void askedBack(Step step, Doc invoice) {
        invoice.set("attempted", true);
        step.tell("invoice.updated", invoice);
        step.tell("invoice.payment_action_required", invoice);
    }

    private static void paidElsewhere(Step step, Doc invoice) {
        invoice.set("status", "paid")
                .set("amount_paid", invoice.number("amount_due"))
                .set("amount_paid_off_stripe", invoice.number("amount_due"))
                .set("amount_remaining", 0)
                .set("attempted", true)
                .set("next_payment_attempt", null)
                .set("status_transitions.paid_at", step.now());
        step.tell("invoice.updated", invoice);
        step.tell("invoice.paid", invoice);
        Invoices.dropIntent(step, invoice, "automatic");
        backInGoodStanding(step, invoice);
    }

    /** Only the newest invoice decides about the subscription; any open one leaves the customer delinquent. */
    static void backInGoodStanding(Step step, Doc invoice) {
        var subscription = subscription(step, invoice);
        if (subscription != null) Standing.settled(step, subscription, invoice);
        delinquentNoMore(step, invoice);
    }

    static void delinquentNoMore(Step step, Doc invoice) {
        var customer = step.need(invoice.text("customer"));
        if (customer.is("delinquent") && !owes(step, customer)) {
            customer.set("delinquent", false);
            step.tell("customer.updated", customer);
        }
    }

    private static boolean owes(Step step, Doc customer) {
        return step
                .like("invoice", Fields.empty().set("customer", customer.id()).set("status", "open"))
                .stream()
                .anyMatch(open -> open.is("attempted"));
    }

    private static void failed(Step step, Doc invoice, boolean askedBack) {
        var attempts = invoice.number("attempt_count");
        var subscription = subscription(step, invoice);
        var suffers = Standing.suffersFrom(subscription, invoice);
        var hope = step.dunning().triesAgainAfter(attempts);
        // What was left to people while a debit was under way stays with them.
        var again = suffers && hope && invoice.is("auto_advance");
        invoice.set("attempted", true)
                .set("next_payment_attempt", again ? (Long) step.dunning().nextAttempt(attempts, step.now()) : null);
        step.tell("invoice.updated", invoice);
        if (askedBack) step.tell("invoice.payment_action_required", invoice);
        step.tell("invoice.payment_failed", invoice);
        if (!suffers) return;

        if (subscription != null) Standing.behind(step, subscription);
        var customer = step.need(invoice.text("customer"));
        if (!customer.is("deleted") && !customer.is("delinquent")) {
            customer.set("delinquent", true);
            step.tell("customer.updated", customer);
        }
        if (!hope && subscription != null) giveUp(step, subscription);
    }

    /** A trial that has begun since is not ended by what was owed before. */
    private static void giveUp(Step step, Doc subscription) {
        if (!subscription.is("status", "past_due")) return;
        switch (step.dunning().exhausted()) {
            case CANCEL -> Ending.now(step, subscription, "payment_failed");
            case UNPAID -> {
                subscription.set("status", "unpaid");
                step.tell("customer.subscription.updated", subscription);
            }
            case PAST_DUE -> {}
        }
    }

    /** An invoice written by hand has none. */
    private static @Nullable Doc subscription(Step step, Doc invoice) {
        return step.find(invoice.find("parent.subscription_details.subscription"));
    }
}
