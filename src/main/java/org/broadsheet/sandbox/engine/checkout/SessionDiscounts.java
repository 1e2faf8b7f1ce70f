package org.broadsheet.sandbox.engine.checkout;

import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.catalog.PromotionCodes;
import org.broadsheet.sandbox.engine.discounts.Discounts;
import org.broadsheet.sandbox.engine.discounts.Reduction;
import org.jspecify.annotations.Nullable;

/** A coupon in a checkout session: it takes its share off the lines at once, and counts as used when they are paid. */
public final class SessionDiscounts {
    private SessionDiscounts() {}

    static void take(Step step, Doc session, Fields given) {
        if (given.list("discounts").isEmpty()) return;
        if (given.is("allow_promotion_codes"))
            throw Problem.invalid(
                    "allow_promotion_codes",
                    "You may only specify one of these parameters: allow_promotion_codes, discounts.");
        if (given.list("discounts").size() > 1)
            throw Problem.invalid("discounts", "You may only specify one discount for a Checkout Session.");

        var customer = given.find("customer");
        var wish = wish(step, session, given, customer == null ? null : step.get("customer", customer, "customer"));
        var code = wish.code();
        session.set(
                "discounts",
                List.of(Fields.empty()
                        .set("coupon", code == null ? wish.coupon().id() : null)
                        .set("promotion_code", code == null ? null : code.id())));
    }

    private static Discounts.Wish wish(Step step, Doc session, Fields given, @Nullable Doc customer) {
        var price = session.hidden().objects("lines").stream()
                .mapToLong(line -> line.number("price.unit_amount", 0) * line.number("quantity"))
                .sum();
        return Discounts.wishes(step, given, "discounts", customer, price, session.text("currency"))
                .getFirst();
    }

    // ---- Codes that somebody types on the page ----

    /** @throws Problem when the page takes no codes, or not this one */
    public static void enter(Step step, Doc session, String word) {
        if (!session.is("allow_promotion_codes"))
            throw Problem.invalid("code", "This Checkout Session does not take promotion codes.");
        var code = PromotionCodes.find(step, word);
        if (code == null) throw Problem.invalid("code", "promotion_code_invalid", "There is no such promotion code.");
        wish(step, session, asked(code.id()), step.find(session.find("customer")));
        session.set("discounts", List.of(Fields.empty().set("coupon", null).set("promotion_code", code.id())));
        SessionSums.draw(step, session);
        SessionSums.check(session);
    }

    public static void leave(Step step, Doc session) {
        if (!session.is("allow_promotion_codes")) return;
        session.set("discounts", List.of());
        SessionSums.draw(step, session);
    }

    /** The word that is entered at present. */
    public static @Nullable String entered(Step step, Doc session) {
        if (!session.is("allow_promotion_codes") || session.objects("discounts").isEmpty()) return null;
        return step.need(session.objects("discounts").getFirst().text("promotion_code"))
                .text("code");
    }

    /** Somebody else may have been quicker, or the code's time is over: then it takes nothing off any more. */
    public static boolean hasRunOut(Step step, Doc session) {
        if (!session.is("allow_promotion_codes") || session.objects("discounts").isEmpty()) return false;
        var code = session.objects("discounts").getFirst().text("promotion_code");
        try {
            wish(step, session, asked(code), step.find(session.find("customer")));
            return false;
        } catch (Problem noLongerOnOffer) {
            return true;
        }
    }

    private static Fields asked(String code) {
        return Fields.empty().set("discounts", List.of(Fields.empty().set("promotion_code", code)));
    }

    /** Writes the lines anew; what comes off altogether. */
    static long takeOff(Step step, Doc session, List<Fields> lines) {
        var amounts =
                lines.stream().mapToLong(line -> line.number("amount_subtotal")).toArray();
        var parts = new long[amounts.length];
        var coupon = coupon(step, session);
        if (coupon != null) {
            var reduction = Reduction.of(coupon);
            for (int i = 0; i < amounts.length; i++)
                if (!reduction.fits(lines.get(i).find("price.product"))) amounts[i] = 0;
            parts = reduction.spread(amounts, session.text("currency"));
        }
        for (int i = 0; i < parts.length; i++) {
            var line = lines.get(i);
            line.set("amount_discount", parts[i]).set("amount_total", line.number("amount_subtotal") - parts[i]);
        }
        return LongStream.of(parts).sum();
    }

    public static @Nullable Doc coupon(Step step, Doc session) {
        for (var each : session.objects("discounts")) {
            var code = step.find(each.find("promotion_code"));
            return step.need(code == null ? each.text("coupon") : code.text("promotion.coupon"));
        }
        return null;
    }

    /** Of a promise the discount goes on with the subscription, of a single payment it is used up. */
    static void redeem(Step step, Doc session, @Nullable Doc subscription) {
        for (var each : session.objects("discounts")) {
            var code = step.find(each.find("promotion_code"));
            var wish = new Discounts.Wish(Objects.requireNonNull(coupon(step, session)), code);
            if (subscription == null) {
                var used =
                        Discounts.redeem(step, wish, session.find("customer")).set("checkout_session", session.id());
                session.hidden().set("discount", used.text("id"));
                continue;
            }
            var discount = Discounts.attach(step, wish, subscription, session.id());
            subscription.set("discounts", List.of(discount.id()));
        }
    }
}
