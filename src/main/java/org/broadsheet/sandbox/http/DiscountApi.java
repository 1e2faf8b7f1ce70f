package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.catalog.Coupons;
import org.broadsheet.sandbox.engine.catalog.PromotionCodes;
import org.broadsheet.sandbox.engine.discounts.Discounts;

/** Coupons, promotion codes, and who has them. */
final class DiscountApi {
    static final String DISCOUNTS = " discounts[]{coupon discount promotion_code} ";
    private static final String COUPON = " metadata{} name ";
    private static final String RESTRICTIONS =
            " restrictions{first_time_transaction:bool minimum_amount:int minimum_amount_currency} ";

    private DiscountApi() {}

    static void register(Routes routes) {
        routes.post(
                        "/v1/coupons",
                        "coupon",
                        "amount_off:int applies_to{products[]} currency duration:forever|once|repeating duration_in_months:int"
                                + " id max_redemptions:int percent_off redeem_by:int" + COUPON,
                        call -> new Answer.One(Coupons.create(call.step(), call.given())))
                .list("/v1/coupons", "coupon", "created:range", call -> call.list("coupon"))
                .get("/v1/coupons/{id}", "coupon", call -> new Answer.One(call.subject("coupon")))
                .post(
                        "/v1/coupons/{id}",
                        "coupon",
                        COUPON,
                        call -> new Answer.One(Coupons.update(call.step(), call.subject("coupon"), call.given())))
                .delete("/v1/coupons/{id}", "coupon", "", call -> {
                    Coupons.delete(call.step(), call.subject("coupon"));
                    return Answer.deleted(call.id(), "coupon");
                });

        routes.post(
                        "/v1/promotion_codes",
                        "promotion_code",
                        "promotion*{type*:coupon coupon} active:bool code customer expires_at:int max_redemptions:int metadata{}"
                                + RESTRICTIONS,
                        call -> new Answer.One(PromotionCodes.create(call.step(), call.given())))
                .list(
                        "/v1/promotion_codes",
                        "promotion_code",
                        "active:bool code coupon customer created:range",
                        DiscountApi::codes)
                .get(
                        "/v1/promotion_codes/{id}",
                        "promotion_code",
                        call -> new Answer.One(call.subject("promotion_code")))
                .post(
                        "/v1/promotion_codes/{id}",
                        "promotion_code",
                        "active:bool metadata{}",
                        call -> new Answer.One(
                                PromotionCodes.update(call.step(), call.subject("promotion_code"), call.given())));

        routes.delete(
                        "/v1/customers/{id}/discount",
                        "discount",
                        "",
                        call -> customerDiscount(call.subject("customer").id()))
                .delete(
                        "/v1/subscriptions/{id}/discount",
                        "discount",
                        "",
                        call -> new Answer.Plain(Discounts.delete(call.step(), call.subject("subscription"))));
    }

    private static Answer codes(Call call) {
        var query = call.query("promotion_code");
        var given = call.given();
        for (var filter : new String[] {"active", "code", "customer"})
            if (given.isSet(filter)) query.example().set(filter, given.node(filter));
        if (given.isSet("coupon"))
            query.example().set("promotion", Fields.empty().set("coupon", given.text("coupon")));
        return new Answer.Many(call.works().page(call.account(), query));
    }

    /** This version of the API gives discounts to subscriptions and invoices, and to no customer as such. */
    private static Answer customerDiscount(String customer) {
        throw new Problem(
                404,
                "invalid_request_error",
                "resource_missing",
                "discount",
                "No active discount for customer: " + customer);
    }
}
