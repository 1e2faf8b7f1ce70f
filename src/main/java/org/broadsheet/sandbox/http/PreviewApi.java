package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.billing.Previews;

/** Previews of invoices. */
final class PreviewApi {
    private static final String DETAILS =
            """
             subscription_details{billing_cycle_anchor cancel_at cancel_at_period_end:bool cancel_now:bool
               proration_date:int trial_end billing_mode{type*:classic|flexible flexible{proration_discounts:included}}
            """ + SubscriptionApi.PRORATION + " items[]{id price quantity:int metadata{} deleted:bool"
                    + SubscriptionApi.PRICE_DATA + "}}";
    private static final String ITEMS = """
             invoice_items[]{amount:int currency description discountable:bool metadata{} price quantity:int
               period{end*:int start*:int} unit_amount_decimal
            """ + SubscriptionApi.ONCE + "}";

    private static final String PLAN =
            " schedule schedule_details{end_behavior:cancel|release billing_mode{type*:classic|flexible flexible{proration_discounts:included}}"
                    + SubscriptionApi.PRORATION + " phases[]{start_date " + ScheduleApi.PHASE + "}}";

    private PreviewApi() {}

    static void register(Routes routes) {
        routes.post(
                "/v1/invoices/create_preview",
                "invoice",
                "customer subscription currency preview_mode:next" + PLAN + DETAILS + ITEMS + DiscountApi.DISCOUNTS,
                call -> new Answer.One(Previews.preview(call.step(), call.given())));
    }
}
