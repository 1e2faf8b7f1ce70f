package org.broadsheet.sandbox.engine.time;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.balance.Balance;
import org.broadsheet.sandbox.engine.balance.Payouts;
import org.broadsheet.sandbox.engine.billing.Collection;
import org.broadsheet.sandbox.engine.billing.Disputed;
import org.broadsheet.sandbox.engine.billing.Renewal;
import org.broadsheet.sandbox.engine.billing.SchedulePace;
import org.broadsheet.sandbox.engine.catalog.Coupons;
import org.broadsheet.sandbox.engine.catalog.PromotionCodes;
import org.broadsheet.sandbox.engine.checkout.Checkouts;
import org.broadsheet.sandbox.engine.discounts.Discounts;
import org.broadsheet.sandbox.engine.disputes.Disputes;
import org.broadsheet.sandbox.engine.outcomes.Outcomes;
import org.broadsheet.sandbox.engine.payments.Charges;
import org.broadsheet.sandbox.engine.payments.PaymentIntents;
import org.broadsheet.sandbox.engine.payments.Refunds;
import org.jspecify.annotations.Nullable;

/** When time itself has something to do with an object, and what. */
public final class Agenda {
    private Agenda() {}

    public static @Nullable Long due(Doc doc) {
        return switch (doc.kind()) {
            case "charge" -> Charges.due(doc);
            case "payment_intent" -> PaymentIntents.due(doc);
            case "checkout.session" -> doc.is("status", "open") ? doc.findNumber("expires_at") : null;
            case "balance" -> Balance.due(doc);
            case "dispute" -> Disputes.due(doc);
            case "payout" -> Payouts.due(doc);
            case "refund" -> Refunds.due(doc);
            case "subscription" -> Renewal.due(doc);
            case "subscription_schedule" -> SchedulePace.due(doc);
            case "invoice" -> Collection.due(doc);
            case "coupon" -> Coupons.due(doc);
            case "promotion_code" -> PromotionCodes.due(doc);
            case "discount" -> Discounts.due(doc);
            case TestClocks.KIND -> doc.findNumber("deletes_after");
            default -> null;
        };
    }

    public static void process(Step step, Doc doc) {
        var due = due(doc);
        if (due == null || due > step.now()) return;
        switch (doc.kind()) {
            case "charge" -> {
                if (Charges.isHeld(doc)) Charges.lapse(step, doc);
                else Outcomes.concludeDebit(step, doc);
            }
            case "payment_intent" -> PaymentIntents.lapse(step, doc);
            case "checkout.session" -> Checkouts.expire(step, doc);
            case "balance" -> Balance.process(step, doc);
            case "dispute" -> Disputed.process(step, doc);
            case "payout" -> Payouts.process(step, doc);
            case "refund" -> Refunds.process(step, doc);
            case "subscription" -> Renewal.process(step, doc);
            case "subscription_schedule" -> SchedulePace.process(step, doc);
            case "invoice" -> Collection.process(step, doc);
            case "coupon" -> Coupons.expire(step, doc);
            case "promotion_code" -> PromotionCodes.expire(step, doc);
            case "discount" -> Discounts.expire(step, doc);
            case TestClocks.KIND -> TestClocks.delete(step, doc);
            default -> throw new IllegalStateException("Time does nothing to " + doc.kind());
        }
    }
}
