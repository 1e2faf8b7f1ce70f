package org.broadsheet.sandbox.engine.billing;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.invoices.CustomerBalance;
import org.broadsheet.sandbox.engine.invoices.InvoiceItems;
import org.broadsheet.sandbox.engine.periods.Anchors;
import org.broadsheet.sandbox.engine.periods.BillingCycle;
import org.broadsheet.sandbox.engine.periods.Charge;
import org.broadsheet.sandbox.engine.periods.SubscriptionItems;
import org.broadsheet.sandbox.engine.periods.SubscriptionLines;
import org.jspecify.annotations.Nullable;

/** How a subscription begins when the API asks for it: drafted with its first invoice, then paid or left incomplete. */
public final class SubscriptionStart {
    private SubscriptionStart() {}

    /** A subscription and the invoice that its beginning or change makes due at once, if any; nothing is told yet. */
    record Drafted(Doc subscription, @Nullable Doc invoice) {}

    public static Doc create(Step step, Fields given) {
        var behavior = PaymentBehavior.of(given);
        if (behavior == PaymentBehavior.PENDING_IF_INCOMPLETE)
            throw Problem.invalid(
                    "payment_behavior", "`pending_if_incomplete` can only be used when a subscription is updated.");

        var drafted = draft(step, given);
        var subscription = drafted.subscription();
        if (behavior != PaymentBehavior.DEFAULT_INCOMPLETE)
            checkThatSomebodyPays(step, subscription, drafted.invoice());
        step.tell("customer.subscription.created", subscription);
        if (drafted.invoice() != null) {
            step.tell("invoice.created", drafted.invoice());
            InvoiceNow.collect(step, subscription, drafted.invoice(), behavior, given);
        }
        takeCurrency(step, subscription);
        return subscription;
    }

    /** By a plan, without anybody waiting for an answer: the invoice is collected an hour later, as a renewal's is. */
    static void scheduled(Step step, Fields given, Consumer<Doc> attach) {
        var drafted = draft(step, given);
        var subscription = drafted.subscription();
        if (subscription.is("status", "incomplete")) subscription.set("status", "active");
        attach.accept(subscription);
        step.tell("customer.subscription.created", subscription);
        if (drafted.invoice() != null) {
            Collection.schedule(step, subscription, drafted.invoice());
            step.tell("invoice.created", drafted.invoice());
        }
        takeCurrency(step, subscription);
    }

    static Drafted draft(Step step, Fields given) {
        return draft(step, given, subscription -> {
            if (given.objects("items").isEmpty()) throw Problem.missingParameter("items");
            var items = SubscriptionItems.wanted(step, subscription, given.objects("items"))
                    .items();
            subscription.set("currency", items.getFirst().text("price.currency"));
            Extras.add(step, subscription, given);
            return items;
        });
    }

    /** Whoever fills the subscription may put other things on its first invoice as well. */
    static Drafted draft(Step step, Fields given, Function<Doc, List<Fields>> filling) {
        var id = given.find("customer");
        if (id == null) throw Problem.missingParameter("customer");
        var customer = step.get("customer", id, "customer");

        Subscriptions.checkRoom(step, customer);
        var subscription = step.create("subscription", Ids.fresh("sub_"));
        subscription
                .set("customer", customer.id())
                .set("start_date", Backdating.start(step, given))
                .set("items.url", "/v1/subscription_items?subscription=" + subscription.id());
        if (given.is("billing_mode.type", "classic"))
            subscription.set(
                    "billing_mode", Fields.empty().set("flexible", null).set("type", "classic"));
        takeItems(subscription, given, filling.apply(subscription));
        CustomerBalance.checkCurrency(step, customer, subscription.text("currency"));
        SubscriptionSettings.take(step, subscription, given);
        Trials.begin(step, subscription, given);
        takePeriods(step, subscription, given);
        SubscriptionSettings.takeEnd(step, subscription, given);
        subscription.set("status", firstStatus(subscription));
        Dates.decide(step, subscription);
        Backdating.bill(step, subscription, given);
        return new Drafted(subscription, firstInvoice(step, subscription, given));
    }

    private static void takeItems(Doc subscription, Fields given, List<Fields> items) {
        var currency = items.getFirst().text("price.currency");
        if (given.isSet("currency") && !given.is("currency", currency))
            throw Problem.invalid("currency", "The prices given are in `" + currency + "`.");
        subscription.set("currency", currency).set("items.data", items);
    }

    private static void takePeriods(Step step, Doc subscription, Fields given) {
        var items = subscription.objects("items.data");
        var trialEnd = subscription.findNumber("trial_end");
        Anchors.take(subscription, given, items, trialEnd == null ? step.now() : trialEnd);
        for (var item : items) {
            var cycle = BillingCycle.of(subscription, item.object("price.recurring"));
            item.set("current_period_start", step.now())
                    .set("current_period_end", trialEnd == null ? (Long) cycle.next(step.now()) : trialEnd);
        }
    }

    private static String firstStatus(Doc subscription) {
        if (subscription.isSet("trial_end")) return "trialing";
        return subscription.is("collection_method", "send_invoice") ? "active" : "incomplete";
    }

    private static @Nullable Doc firstInvoice(Step step, Doc subscription, Fields given) {
        var items = subscription.objects("items.data");
        var free = given.is("proration_behavior", "none") && !subscription.isSet("trial_end");
        var lines = SubscriptionLines.of(
                step,
                subscription,
                items.stream()
                        .filter(item -> !free || Charge.of(subscription, item).kind() == Charge.Kind.WHOLE)
                        .toList());
        if (lines.isEmpty() && !InvoiceItems.waitFor(step, subscription)) {
            // The time until the anchor is a present: Stripe writes no invoice for it.
            subscription.set("status", "active");
            return null;
        }
        var invoice = InvoiceNow.draft(step, subscription, "subscription_create", step.now(), lines);
        if (subscription.is("status", "incomplete") && invoice.number("amount_due") == 0)
            subscription.set("status", "active");
        return invoice;
    }

    private static void checkThatSomebodyPays(Step step, Doc subscription, @Nullable Doc invoice) {
        if (invoice == null || invoice.number("amount_due") == 0) return;
        if (subscription.is("collection_method", "send_invoice")) return;
        if (InvoiceNow.payerOf(step, subscription).isEmpty())
            throw Problem.invalid(
                    null,
                    "resource_missing",
                    "This customer has no attached payment source or default payment method. Please consider adding a default payment method.");
    }

    static void takeCurrency(Step step, Doc subscription) {
        var customer = step.need(subscription.text("customer"));
        if (customer.isSet("currency")) return;
        customer.set("currency", subscription.text("currency"));
        step.tell("customer.updated", customer);
    }
}
