package org.broadsheet.sandbox.engine.checkout;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Limits;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.billing.CheckoutStart;
import org.broadsheet.sandbox.engine.payments.Amounts;
import org.jspecify.annotations.Nullable;

/** What a session adds up to. The part of a period until a set day becomes smaller while people think. */
public final class SessionSums {
    private static final long TWO_DAYS = 2 * 86_400;

    private SessionSums() {}

    /** Everything that the sums depend on stands in the session already. */
    public static void draw(Step step, Doc session) {
        CheckoutPayment.checkBuyer(step, session);
        var lines = session.hidden().objects("lines");
        if (session.is("mode", "subscription")) priceFirstPeriods(step, session);
        var off = SessionDiscounts.takeOff(step, session, lines);
        var subtotal =
                lines.stream().mapToLong(line -> line.number("amount_subtotal")).sum();
        session.set("amount_subtotal", subtotal)
                .set("amount_total", subtotal - off)
                .set("total_details.amount_discount", off);
    }

    private static void priceFirstPeriods(Step step, Doc session) {
        var lines = session.hidden().objects("lines");
        try {
            var today = CheckoutStart.today(imagine(step, session));
            for (var line : lines)
                if (line.is("price.type", "recurring"))
                    line.set("amount_subtotal", today.getOrDefault(line.text("price.id"), 0L));
        } catch (Problem about) {
            throw about.isAbout("customer") ? about : about.within("subscription_data");
        }
    }

    static CheckoutStart.Bought imagine(Step step, Doc session) {
        return CheckoutStart.imagine(
                step,
                wishes(session, session.find("customer")),
                session.hidden().objects("lines"));
    }

    /** In the words of a subscription that is created without a page. */
    static Fields wishes(Doc session, @Nullable String customer) {
        var data = session.hidden().findObject("subscription_data");
        var wishes = data == null ? Fields.empty() : new Fields(data.json().deepCopy());
        return wishes.set("customer", customer);
    }

    /** Nothing at all may be due, but not too little for a bank to bother. */
    static void check(Doc session) {
        check(session.number("amount_total"), session.text("currency"), true);
    }

    static void check(long total, String currency, boolean dueToday) {
        if (total > Limits.LARGEST_AMOUNT)
            throw Problem.invalid(
                    "line_items",
                    "amount_too_large",
                    "The Checkout Session's total amount due must be no more than " + Limits.LARGEST_AMOUNT
                            + " in the smallest unit.");
        if (dueToday && total > 0 && total < Amounts.least(currency))
            throw Problem.invalid(
                    "line_items",
                    "amount_too_small",
                    "The Checkout Session's total amount due must add up to at least the minimum charge amount.");
    }

    static void checkStart(Step step, Fields given) {
        var data = given.findObject("subscription_data");
        if (data == null) return;
        var trial = data.isSet("trial_end") || data.isSet("trial_period_days");
        var anchor = data.isSet("billing_cycle_anchor") || data.isSet("billing_cycle_anchor_config");
        if (trial && anchor)
            throw Problem.invalid(
                    "subscription_data[billing_cycle_anchor]",
                    "You cannot specify both a trial and a billing cycle anchor in a Checkout Session.");
        if (data.number("trial_end", Long.MAX_VALUE) < step.now() + TWO_DAYS)
            throw Problem.invalid(
                    "subscription_data[trial_end]", "The `trial_end` date has to be at least 2 days in the future.");
        if (data.isSet("proration_behavior") && !anchor)
            throw Problem.invalid(
                    "subscription_data[proration_behavior]",
                    "`proration_behavior` can only be set together with `billing_cycle_anchor`.");
        if (data.isSet("trial_settings") && !trial)
            throw Problem.invalid(
                    "subscription_data[trial_settings]", "`trial_settings` can only be set together with a trial.");
    }

    /** How much somebody may give who chooses the amount, if they do. */
    public record Bounds(long least, long most) {}

    public static @Nullable Bounds bounds(Doc session) {
        for (var line : session.hidden().objects("lines")) {
            var custom = line.findObject("price.custom_unit_amount");
            if (custom == null) continue;
            var least = Amounts.least(session.text("currency"));
            return new Bounds(
                    Math.max(custom.number("minimum", least), least), custom.number("maximum", Limits.LARGEST_AMOUNT));
        }
        return null;
    }

    public static void choose(Step step, Doc session, long amount) {
        session.hidden().objects("lines").getFirst().set("amount_subtotal", amount);
        draw(step, session);
    }

    static void checkChosen(Doc session) {
        var bounds = bounds(session);
        if (bounds == null) return;
        var amount = session.number("amount_subtotal");
        if (amount < bounds.least() || amount > bounds.most())
            throw Problem.invalid(
                    "amount",
                    amount < bounds.least() ? "amount_too_small" : "amount_too_large",
                    "The amount must be from " + bounds.least() + " to " + bounds.most() + ".");
    }

    /** Whether a card or an account is needed to go on. */
    public static boolean collects(Doc session) {
        return session.is("mode", "setup")
                || session.number("amount_total") > 0
                || bounds(session) != null
                || session.is("payment_method_collection", "always");
    }
}
