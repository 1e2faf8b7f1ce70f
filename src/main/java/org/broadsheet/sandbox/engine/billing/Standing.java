package org.broadsheet.sandbox.engine.billing;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.jspecify.annotations.Nullable;

/** What it does to a subscription that one of its invoices was paid, was not, or need not be any more. */
final class Standing {
    private Standing() {}

    /** What nobody has begun with yet, and what is only a wish, is not tried again and leaves nobody in debt. */
    static boolean suffersFrom(@Nullable Doc subscription, Doc invoice) {
        if (PendingUpdates.isMarked(invoice)) return false;
        return subscription == null || !subscription.is("status", "incomplete") && !subscription.is("status", "paused");
    }

    static void behind(Step step, Doc subscription) {
        if (!subscription.is("status", "active")) return;
        subscription.set("status", "past_due");
        step.tell("customer.subscription.updated", subscription);
    }

    /** A debit takes days: its subscription begins with the order to the bank, and falls behind if the bank says no. */
    static void underWay(Step step, Doc subscription, Doc invoice) {
        if (PendingUpdates.waitFor(subscription, invoice)) PendingUpdates.apply(step, subscription);
        if (Resumption.waitsFor(subscription, invoice)) Resumption.complete(step, subscription);
        if (!subscription.is("status", "incomplete") || !subscription.is("latest_invoice", invoice.id())) return;
        keepCard(step, subscription, invoice);
        subscription.set("status", "active");
        step.tell("customer.subscription.updated", subscription);
    }

    static void settled(Step step, Doc subscription, Doc invoice) {
        var paid = invoice.is("status", "paid");
        if (paid && PendingUpdates.waitFor(subscription, invoice)) PendingUpdates.apply(step, subscription);
        if (paid && Resumption.waitsFor(subscription, invoice)) Resumption.complete(step, subscription);
        if (!subscription.is("latest_invoice", invoice.id())) return;

        var begins = paid && subscription.is("status", "incomplete");
        if (!begins) {
            behindNoMore(step, subscription);
            return;
        }
        keepCard(step, subscription, invoice);
        subscription.set("status", "active");
        step.tell("customer.subscription.updated", subscription);
    }

    /** Without the invoice that it waited for, what waited will not come. */
    static void voided(Step step, Doc subscription, Doc invoice) {
        if (PendingUpdates.waitFor(subscription, invoice)) PendingUpdates.expire(step, subscription);
        if (Resumption.waitsFor(subscription, invoice)) Resumption.giveUp(step, subscription);
        if (!subscription.is("latest_invoice", invoice.id())) return;
        if (subscription.is("status", "incomplete")) Ending.unpaidFromTheStart(step, subscription);
        else if (!owesBefore(step, subscription, invoice)) behindNoMore(step, subscription);
    }

    /** A void invoice is as good as none, so the one before it decides. */
    private static boolean owesBefore(Step step, Doc subscription, Doc invoice) {
        var others = Fields.empty().set("customer", subscription.text("customer"));
        return step.like("invoice", others).stream()
                .filter(other -> other.is("parent.subscription_details.subscription", subscription.id()))
                .filter(other -> other != invoice && !other.is("status", "void") && !other.is("status", "draft"))
                .reduce((older, newer) -> newer)
                .filter(last -> last.is("status", "open") && last.is("attempted"))
                .isPresent();
    }

    private static void behindNoMore(Step step, Doc subscription) {
        if (!subscription.is("status", "past_due") && !subscription.is("status", "unpaid")) return;
        subscription.set("status", "active");
        step.tell("customer.subscription.updated", subscription);
    }

    /** Who asked for it with {@code save_default_payment_method} pays the next time with what paid the first. */
    private static void keepCard(Step step, Doc subscription, Doc invoice) {
        if (!subscription.is("payment_settings.save_default_payment_method", "on_subscription")) return;
        var intent = step.find(invoice.hidden().find("payment_intent"));
        var method = intent == null ? null : step.find(intent.find("payment_method"));
        if (method == null) return;
        if (!method.isSet("customer")) PaymentMethods.attach(step, method, subscription.text("customer"));
        subscription.set("default_payment_method", method.id());
    }
}
