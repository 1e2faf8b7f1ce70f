package org.broadsheet.sandbox.engine.catalog;

import java.math.BigDecimal;
import java.util.Locale;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Limits;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** Terms of a discount: how much less, for how long, for how many. Who has it already keeps it when the coupon goes. */
public final class Coupons {

    private Coupons() {}

    public static Doc create(Step step, Fields given) {
        var id = given.maybe("id").orElse(Ids.fresh("").substring(0, 8));
        if (!id.matches("[A-Za-z0-9_-]{1,80}"))
            throw Problem.invalid("id", "A coupon's id has letters, digits, dashes and underscores only.");
        if (!isFree(step, id)) throw Problem.invalid("id", "resource_already_exists", "Coupon already exists.");

        var coupon = step.create("coupon", id);
        takeReduction(coupon, given);
        takeDuration(coupon, given);
        takeLimits(step, coupon, given);
        takeName(coupon, given);
        takeProducts(step, coupon, given);
        coupon.mergeMetadata(given);
        step.tell("coupon.created", coupon);
        return coupon;
    }

    /** The id of a coupon that was deleted is free again; whoever has it keeps what it promised. */
    private static boolean isFree(Step step, String id) {
        var known = step.find(id);
        return !Ids.isTaken(step, id) || known != null && known.is("object", "coupon") && known.is("deleted");
    }

    private static void takeReduction(Doc coupon, Fields given) {
        if (given.isSet("percent_off") == given.isSet("amount_off"))
            throw Problem.invalid(
                    "percent_off",
                    "parameter_missing",
                    "You must pass either `amount_off` or `percent_off`, and not both, to create a coupon.");
        if (given.isSet("percent_off")) {
            coupon.set("percent_off", percent(given.text("percent_off")));
            return;
        }
        if (!given.isSet("currency"))
            throw Problem.invalid(
                    "currency", "parameter_missing", "You must pass `currency` when passing `amount_off`.");
        var amount = given.number("amount_off");
        if (amount < 1 || amount > Limits.LARGEST_AMOUNT)
            throw Problem.invalid("amount_off", "parameter_invalid_integer", "Invalid positive integer: " + amount);
        coupon.set("amount_off", amount).set("currency", Catalog.currency(given.text("currency")));
    }

    private static Object percent(String text) {
        var percent = text.matches("\\d{1,3}(\\.\\d{1,4})?") ? new BigDecimal(text) : BigDecimal.ZERO;
        if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0)
            throw Problem.invalid("percent_off", "Invalid percent_off: it must be more than 0 and at most 100.");
        var plain = percent.stripTrailingZeros();
        return plain.scale() <= 0 ? (Object) plain.longValueExact() : Fields.JSON.numberNode(plain);
    }

    private static void takeDuration(Doc coupon, Fields given) {
        var duration = given.maybe("duration").orElse("once");
        var months = given.findNumber("duration_in_months");
        if (duration.equals("repeating") != (months != null))
            throw Problem.invalid(
                    "duration_in_months",
                    months == null ? "parameter_missing" : null,
                    "`duration_in_months` belongs to coupons with `duration=repeating`, and to them only.");
        if (months != null && (months < 1 || months > 120))
            throw Problem.invalid("duration_in_months", "A repeating coupon lasts 1 to 120 months.");
        coupon.set("duration", duration).set("duration_in_months", months);
    }

    private static void takeLimits(Step step, Doc coupon, Fields given) {
        var most = given.findNumber("max_redemptions");
        if (most != null && most < 1)
            throw Problem.invalid("max_redemptions", "parameter_invalid_integer", "Invalid positive integer: " + most);
        var end = given.findNumber("redeem_by");
        if (end != null && end <= step.now())
            throw Problem.invalid("redeem_by", "The `redeem_by` timestamp must be in the future.");
        coupon.set("max_redemptions", most).set("redeem_by", end);
    }

    private static void takeName(Doc coupon, Fields given) {
        var name = given.find("name");
        if (name != null && name.length() > 40)
            throw Problem.invalid("name", "Invalid string: must be at most 40 characters");
        if (given.has("name")) coupon.set("name", name);
    }

    private static void takeProducts(Step step, Doc coupon, Fields given) {
        if (!given.isSet("applies_to")) return;
        var products = given.texts("applies_to.products");
        if (products.isEmpty()) throw Problem.missingParameter("applies_to[products]");
        for (var product : products) step.get("product", product, "applies_to[products]");
        coupon.hidden().set("products", products);
    }

    public static Doc update(Step step, Doc coupon, Fields given) {
        takeName(coupon, given);
        coupon.mergeMetadata(given);
        step.tell("coupon.updated", coupon);
        return coupon;
    }

    /** Its codes are of no use any more. */
    public static void delete(Step step, Doc coupon) {
        step.tell("coupon.deleted", coupon);
        coupon.set("valid", false).set("deleted", true);
        PromotionCodes.retire(step, coupon);
    }

    public static @Nullable Long due(Doc coupon) {
        return coupon.is("valid") ? coupon.findNumber("redeem_by") : null;
    }

    public static void expire(Step step, Doc coupon) {
        coupon.set("valid", false);
        PromotionCodes.retire(step, coupon);
    }

    /** The coupon that a parameter names, if it can still be had. */
    public static Doc redeemable(Step step, String id, String param) {
        var coupon = step.get("coupon", id, param);
        if (!coupon.is("valid") || coupon.number("redeem_by", Long.MAX_VALUE) <= step.now())
            throw Problem.invalid(param, "coupon_expired", "Coupon expired: " + id);
        return coupon;
    }

    public static void redeem(Step step, Doc coupon) {
        var times = coupon.number("times_redeemed") + 1;
        coupon.set("times_redeemed", times);
        if (times >= coupon.number("max_redemptions", Long.MAX_VALUE)) expire(step, coupon);
        step.tell("coupon.updated", coupon);
    }

    static String code() {
        return Ids.fresh("").substring(0, 8).toUpperCase(Locale.ROOT);
    }
}
