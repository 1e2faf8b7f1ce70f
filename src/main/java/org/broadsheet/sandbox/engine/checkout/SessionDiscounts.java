package org.broadsheet.sandbox.engine.checkout;

import java.util.List;
import java.util.stream.LongStream;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.billing.Discounts;
import org.jspecify.annotations.Nullable;

/** A coupon in a checkout session: it takes its share off the lines at once, and counts as used when they are paid. */
final class SessionDiscounts {
    private SessionDiscounts() {}

    /** Writes the lines anew; the session's own sums follow from them. */
    static void take(Step step, Doc session, Fields given, List<Fields> lines, String currency) {
        if (given.list("discounts").isEmpty()) return;
        if (given.list("discounts").size() > 1)
            throw Problem.invalid("discounts", "You may only specify one discount for a Checkout Session.");

        var amounts =
                lines.stream().mapToLong(line -> line.number("amount_subtotal")).toArray();
        var customer = given.find("customer");
        var wish = Discounts.wishes(
                        step,
                        given,
                        "discounts",
                        customer == null ? null : step.get("customer", customer, "customer"),
                        LongStream.of(amounts).sum(),
                        currency)
                .getFirst();
        var reduction = wish.reduction();
        for (int i = 0; i < amounts.length; i++)
            if (!reduction.fits(lines.get(i).find("price.product"))) amounts[i] = 0;
        var parts = reduction.spread(amounts, currency);
        var off = 0L;
        for (int i = 0; i < parts.length; i++) {
            var line = lines.get(i);
            line.set("amount_discount", parts[i]).set("amount_total", line.number("amount_subtotal") - parts[i]);
            off += parts[i];
        }
        var code = wish.code();
        session.set("total_details.amount_discount", off)
                .set(
                        "discounts",
                        List.of(Fields.empty()
                                .set("coupon", code == null ? wish.coupon().id() : null)
                                .set("promotion_code", code == null ? null : code.id())));
    }

    /** Of a promise the discount goes on with the subscription, of a single payment it is used up. */
    static void redeem(Step step, Doc session, @Nullable Doc subscription) {
        for (var each : session.objects("discounts")) {
            var code = step.find(each.find("promotion_code"));
            var coupon = step.need(code == null ? each.text("coupon") : code.text("promotion.coupon"));
            var wish = new Discounts.Wish(coupon, code);
            if (subscription == null) {
                Discounts.redeem(step, wish, session.find("customer")).set("checkout_session", session.id());
                continue;
            }
            var discount = Discounts.attach(step, wish, subscription, session.id());
            subscription.set("discounts", List.of(discount.id()));
        }
    }
}
