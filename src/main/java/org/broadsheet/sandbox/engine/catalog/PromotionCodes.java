package org.broadsheet.sandbox.engine.catalog;

import java.util.Locale;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** Words that customers type to get a coupon, with conditions of their own. */
public final class PromotionCodes {
    private PromotionCodes() {}

    public static Doc create(Step step, Fields given) {
        var named = given.find("promotion.coupon");
        if (named == null) throw Problem.missingParameter("promotion[coupon]");
        var coupon = Coupons.redeemable(step, named, "promotion[coupon]");
        var code = step.create("promotion_code", Ids.fresh("promo_"));
        code.set("promotion", Fields.empty().set("coupon", coupon.id()).set("type", "coupon"))
                .set("active", !given.has("active") || given.is("active"));
        takeWord(step, code, given);
        takeLimits(step, code, coupon, given);
        takeRestrictions(code, given);
        code.mergeMetadata(given);
        step.tell("promotion_code.created", code);
        return code;
    }

    private static void takeWord(Step step, Doc code, Fields given) {
        var word = given.maybe("code").orElseGet(Coupons::code);
        if (!word.matches("[A-Za-z0-9-]{1,500}"))
            throw Problem.invalid("code", "Promotion codes have letters, digits and dashes only.");
        var taken = step.like("promotion_code", Fields.empty().set("active", true)).stream()
                .anyMatch(other -> other != code && other.text("code").equalsIgnoreCase(word));
        if (taken && code.is("active"))
            throw Problem.invalid("code", "An active promotion code with `code: " + word + "` already exists.");
        code.set("code", word);
    }

    private static void takeLimits(Step step, Doc code, Doc coupon, Fields given) {
        var customer = given.find("customer");
        if (customer != null) step.get("customer", customer, "customer");
        var end = given.findNumber("expires_at");
        if (end != null && (end <= step.now() || end > coupon.number("redeem_by", Long.MAX_VALUE)))
            throw Problem.invalid(
                    "expires_at", "The code must expire in the future and not after the coupon's `redeem_by`.");
        var most = given.findNumber("max_redemptions");
        if (most != null && (most < 1 || most > coupon.number("max_redemptions", Long.MAX_VALUE)))
            throw Problem.invalid(
                    "max_redemptions", "`max_redemptions` must be at least 1 and at most that of the coupon.");
        if (end == null) end = coupon.findNumber("redeem_by");
        code.set("customer", customer).set("expires_at", end).set("max_redemptions", most);
    }

    private static void takeRestrictions(Doc code, Fields given) {
        var wish = given.findObject("restrictions");
        if (wish == null) return;
        var least = wish.findNumber("minimum_amount");
        var currency = wish.find("minimum_amount_currency");
        if ((least == null) != (currency == null))
            throw Problem.invalid(
                    "restrictions[minimum_amount]", "A minimum amount and its currency must be given together.");
        if (least != null && least < 1)
            throw Problem.invalid("restrictions[minimum_amount]", "The minimum amount must be positive.");
        code.set("restrictions.first_time_transaction", wish.is("first_time_transaction"))
                .set("restrictions.minimum_amount", least)
                .set("restrictions.minimum_amount_currency", currency == null ? null : Catalog.currency(currency));
    }

    public static Doc update(Step step, Doc code, Fields given) {
        if (given.is("active") && !code.is("active")) revive(step, code);
        if (given.isSet("active")) code.set("active", given.is("active"));
        code.mergeMetadata(given);
        step.tell("promotion_code.updated", code);
        return code;
    }

    private static void revive(Step step, Doc code) {
        Coupons.redeemable(step, code.text("promotion.coupon"), "active");
        if (code.number("expires_at", Long.MAX_VALUE) <= step.now()
                || code.number("times_redeemed") >= code.number("max_redemptions", Long.MAX_VALUE))
            throw Problem.invalid("active", "This promotion code cannot be made active any more.");
        takeWord(step, code.set("active", true), Fields.empty().set("code", code.text("code")));
    }

    public static @Nullable Long due(Doc code) {
        return code.is("active") ? code.findNumber("expires_at") : null;
    }

    public static void expire(Step step, Doc code) {
        code.set("active", false);
        step.tell("promotion_code.updated", code);
    }

    static void retire(Step step, Doc coupon) {
        var ofCoupon = Fields.empty()
                .set("active", true)
                .set("promotion", Fields.empty().set("coupon", coupon.id()));
        for (var code : step.like("promotion_code", ofCoupon)) expire(step, code);
    }

    /** By id, if it can still be used, and by this customer. */
    public static Doc redeemable(Step step, String id, @Nullable Doc customer, String param) {
        var code = step.get("promotion_code", id, param);
        if (!code.is("active") || code.number("expires_at", Long.MAX_VALUE) <= step.now())
            throw Problem.invalid(param, "promotion_code_expired", "This promotion code is expired or inactive.");
        if (code.isSet("customer") && (customer == null || !code.is("customer", customer.id())))
            throw Problem.invalid(param, "promotion_code_invalid", "This promotion code belongs to another customer.");
        if (code.is("restrictions.first_time_transaction") && customer != null && hasPaid(step, customer))
            throw Problem.invalid(
                    param,
                    "promotion_code_customer_not_first_time",
                    "This promotion code cannot be redeemed because the associated customer has prior transactions.");
        return code;
    }

    private static boolean hasPaid(Step step, Doc customer) {
        var paid = Fields.empty().set("customer", customer.id()).set("status", "succeeded");
        return !step.like("payment_intent", paid).isEmpty()
                || !step.like("invoice", paid.set("status", "paid")).isEmpty();
    }

    /** By the word that somebody has typed, whatever its letters' case. */
    public static @Nullable Doc find(Step step, String word) {
        return step.like("promotion_code", Fields.empty().set("active", true)).stream()
                .filter(code -> code.text("code").toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }

    public static void checkMinimum(Doc code, long amount, String currency, String param) {
        var least = code.findNumber("restrictions.minimum_amount");
        if (least == null) return;
        if (!code.is("restrictions.minimum_amount_currency", currency) || amount < least)
            throw Problem.invalid(
                    param,
                    "promotion_code_minimum_not_met",
                    "This promotion code cannot be redeemed because the order is below its minimum amount.");
    }

    public static void redeem(Step step, Doc code) {
        var times = code.number("times_redeemed") + 1;
        code.set("times_redeemed", times);
        if (times >= code.number("max_redemptions", Long.MAX_VALUE)) expire(step, code);
        else step.tell("promotion_code.updated", code);
    }
}
