package org.broadsheet.sandbox.engine.discounts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.catalog.Coupons;
import org.broadsheet.sandbox.engine.catalog.PromotionCodes;
import org.jspecify.annotations.Nullable;

/** Coupons at work: who has which, on what, and until when. */
public final class Discounts {
    private Discounts() {}

    /** A coupon that somebody asks for, and the code they got it by. */
    public record Wish(Doc coupon, @Nullable Doc code) {
        public Reduction reduction() {
            return Reduction.of(coupon);
        }
    }

    /** What {@code discounts[]} asks for, checked but not yet redeemed. */
    public static List<Wish> wishes(
            Step step, Fields given, String param, @Nullable Doc customer, long amount, String currency) {
        var wishes = new ArrayList<Wish>();
        for (var each : given.objects(param)) {
            var at = param + "[" + wishes.size() + "]";
            var wish = wish(step, each, at, customer, amount, currency);
            if (wishes.stream().anyMatch(other -> other.coupon() == wish.coupon()))
                throw Problem.invalid(
                        at, "The coupon " + wish.coupon().id() + " cannot be applied twice to the same object.");
            wishes.add(wish);
        }
        return wishes;
    }

    private static Wish wish(Step step, Fields given, String at, @Nullable Doc customer, long amount, String currency) {
        if (given.isSet("coupon") == given.isSet("promotion_code"))
            throw Problem.invalid(at, "A discount is given by one of: coupon, promotion_code.");
        Doc code = null;
        if (given.isSet("promotion_code")) {
            code = PromotionCodes.redeemable(step, given.text("promotion_code"), customer, at + "[promotion_code]");
            PromotionCodes.checkMinimum(code, amount, currency, at + "[promotion_code]");
        }
        var id = code == null ? given.text("coupon") : code.text("promotion.coupon");
        var coupon = Coupons.redeemable(step, id, at + (code == null ? "[coupon]" : "[promotion_code]"));
        if (coupon.isSet("currency") && !coupon.is("currency", currency))
            throw Problem.invalid(
                    at + "[coupon]",
                    "The coupon specified is in `" + coupon.find("currency") + "`, not in `" + currency + "`.");
        return new Wish(coupon, code);
    }

    /** From here on the coupon counts as used. */
    public static Doc redeem(Step step, Wish wish, @Nullable String customer) {
        var discount = step.create("discount", Ids.fresh("di_"));
        discount.set("customer", customer)
                .set("promotion_code", wish.code() == null ? null : wish.code().id())
                .set("source.coupon", wish.coupon().id())
                .set("start", step.now());
        var months = wish.coupon().findNumber("duration_in_months");
        if (months != null)
            discount.set(
                    "end",
                    Instant.ofEpochSecond(step.now())
                            .atOffset(ZoneOffset.UTC)
                            .plusMonths(months)
                            .toEpochSecond());
        discount.hidden()
                .set("terms", wish.coupon())
                .set("products", wish.coupon().hidden().texts("products"));
        if (wish.code() != null) PromotionCodes.redeem(step, wish.code());
        Coupons.redeem(step, wish.coupon());
        return discount;
    }

    /** As the coupon was when it was redeemed. */
    public static Reduction reduction(Doc discount) {
        return Reduction.of(new Doc(
                discount.hidden().object("terms").json(), discount.hidden().json()));
    }

    // ---- On a subscription ----

    /** Puts what is asked for in the place of what was there: coupons, codes, or discounts to keep. */
    public static void onSubscription(Step step, Doc subscription, Fields given) {
        if (!given.has("discounts")) return;
        var customer = step.need(subscription.text("customer"));
        var kept = kept(given, subscription.texts("discounts"));
        var leaving = new ArrayDeque<>(subscription.texts("discounts").stream()
                .filter(id -> !kept.contains(id))
                .toList());
        var now = new ArrayList<>(kept);
        for (var wish : wishes(
                step, newOnes(given), "discounts", customer, price(subscription), subscription.text("currency"))) {
            checkNotKept(step, kept, wish);
            var left = step.find(leaving.poll());
            now.add((left == null ? attach(step, wish, subscription, null) : replace(step, left, wish, subscription))
                    .id());
        }
        for (var id : leaving) end(step, step.need(id));
        subscription.set("discounts", now);
    }

    private static void checkNotKept(Step step, List<String> kept, Wish wish) {
        for (var id : kept)
            if (step.need(id).is("source.coupon", wish.coupon().id()))
                throw Problem.invalid(
                        "discounts",
                        "The coupon " + wish.coupon().id() + " cannot be applied twice to the same object.");
    }

    /** Also for a subscription that has just been bought with a discount. */
    public static Doc attach(Step step, Wish wish, Doc subscription, @Nullable String session) {
        var discount = give(step, wish, subscription, session);
        step.tell("customer.discount.created", discount);
        return discount;
    }

    private static Doc give(Step step, Wish wish, Doc subscription, @Nullable String session) {
        return redeem(step, wish, subscription.text("customer"))
                .set("subscription", subscription.id())
                .set("checkout_session", session);
    }

    /** Whoever is switched from one coupon to another hears of one change. */
    private static Doc replace(Step step, Doc left, Wish wish, Doc subscription) {
        left.hidden().set("ended", true);
        var discount = give(step, wish, subscription, null);
        step.tellInPlaceOf(left, "customer.discount.updated", discount);
        return discount;
    }

    private static long price(Doc subscription) {
        return subscription.objects("items.data").stream()
                .mapToLong(item -> item.number("price.unit_amount", 0) * item.number("quantity", 1))
                .sum();
    }

    private static List<String> kept(Fields given, List<String> there) {
        var kept = new ArrayList<String>();
        for (var each : given.objects("discounts")) {
            var id = each.find("discount");
            if (id == null) continue;
            if (each.isSet("coupon") || each.isSet("promotion_code"))
                throw Problem.invalid("discounts", "A discount is given by one of: coupon, promotion_code, discount.");
            if (!there.contains(id)) throw Problem.unknownObject("discount", id, "discounts[discount]");
            if (kept.contains(id))
                throw Problem.invalid("discounts", "The discount " + id + " cannot be applied twice.");
            kept.add(id);
        }
        return kept;
    }

    private static Fields newOnes(Fields given) {
        return Fields.empty()
                .set(
                        "discounts",
                        given.objects("discounts").stream()
                                .filter(each -> !each.isSet("discount"))
                                .toList());
    }

    /** What takes something off an invoice that is drawn up now. */
    public static List<String> inForce(Step step, Doc subscription) {
        return subscription.texts("discounts").stream()
                .filter(id -> {
                    var discount = step.need(id);
                    return discount.number("end", Long.MAX_VALUE) > step.now()
                            && !discount.hidden().isSet("used_by");
                })
                .toList();
    }

    /** What is good for once is good for this invoice only. */
    public static void use(Step step, Doc invoice) {
        for (var id : invoice.texts("discounts")) {
            var hidden = step.need(id).hidden();
            if (hidden.is("terms.duration", "once")) hidden.set("used_by", invoice.id());
        }
    }

    /** Once its invoice is final, a discount that is good for once is gone. */
    public static void used(Step step, Doc invoice) {
        for (var id : invoice.texts("discounts")) {
            var discount = step.need(id);
            if (discount.hidden().is("used_by", invoice.id())) takeOff(step, discount);
        }
    }

    private static void takeOff(Step step, Doc discount) {
        var subscription = step.find(discount.find("subscription"));
        if (subscription == null || !subscription.texts("discounts").contains(discount.id())) return;

        end(step, discount);
        subscription.set(
                "discounts",
                subscription.texts("discounts").stream()
                        .filter(id -> !id.equals(discount.id()))
                        .toList());
        step.tell("customer.subscription.updated", subscription);
    }

    private static void end(Step step, Doc discount) {
        discount.hidden().set("ended", true);
        step.tell("customer.discount.deleted", discount);
    }

    public static @Nullable Long due(Doc discount) {
        return discount.hidden().is("ended") || !discount.isSet("subscription") ? null : discount.findNumber("end");
    }

    public static void expire(Step step, Doc discount) {
        takeOff(step, discount);
        discount.hidden().set("ended", true);
    }

    /** Asked for by name: the one discount that the subscription has. */
    public static Fields delete(Step step, Doc subscription) {
        var there = subscription.texts("discounts");
        if (there.isEmpty())
            throw new Problem(
                    404,
                    "invalid_request_error",
                    "resource_missing",
                    "discount",
                    "No active discount for subscription: " + subscription.id());
        if (there.size() > 1)
            throw Problem.invalid(
                    null, "This subscription has several discounts. Update it with the `discounts` that are to stay.");

        var discount = step.need(there.getFirst());
        takeOff(step, discount);
        var gone = new Fields(discount.json().deepCopy());
        gone.remove("end");
        return gone.set("deleted", true);
    }

    // ---- On an invoice or one of its items ----

    /** Empty means none, not even those of the subscription. */
    public static List<String> forInvoice(
            Step step, Doc holder, Fields given, String place, String currency, long amount) {
        var customer = step.need(holder.text("customer"));
        var now = new ArrayList<>(kept(given, holder.texts("discounts")));
        for (var wish : wishes(step, newOnes(given), "discounts", customer, amount, currency))
            now.add(redeem(step, wish, customer.id()).set(place, holder.id()).id());
        return now;
    }
}
