package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.checkout.PaymentLinks;

/** Payment links. */
final class PaymentLinkApi {
    private static final String LINK = CheckoutApi.BESIDES + """
            after_completion{type*:hosted_confirmation|redirect hosted_confirmation{custom_message} redirect{url*}}
            customer_creation:always|if_required inactive_message metadata{}
            submit_type:auto|book|donate|pay|subscribe
            custom_text{after_submit{message*} shipping_address{message*} submit{message*} terms_of_service_acceptance{message*}}
            payment_intent_data{description metadata{} setup_future_usage:off_session|on_session
              statement_descriptor statement_descriptor_suffix}
            restrictions{completed_sessions*{limit*:int}}
            """;

    private static final String TRIAL =
            "trial_period_days:int trial_settings{end_behavior*{missing_payment_method*:cancel|create_invoice|pause}}";

    private PaymentLinkApi() {}

    static void register(Routes routes) {
        routes.post(
                        "/v1/payment_links",
                        "payment_link",
                        LINK + " subscription_data{description metadata{} " + TRIAL
                                + "} line_items*[]{price quantity*:int " + CheckoutApi.ADJUSTABLE
                                + CheckoutApi.PRICE_DATA + "}",
                        call -> new Answer.One(PaymentLinks.create(call.step(), call.given())))
                .list("/v1/payment_links", "payment_link", "active:bool", call -> call.list("payment_link", "active"))
                .get("/v1/payment_links/{id}", "payment_link", call -> new Answer.One(link(call)))
                .post(
                        "/v1/payment_links/{id}",
                        "payment_link",
                        LINK + " active:bool subscription_data{metadata{} " + TRIAL + "} line_items[]{id* quantity:int"
                                + CheckoutApi.ADJUSTABLE + "}",
                        call -> new Answer.One(PaymentLinks.update(call.step(), link(call), call.given())))
                .list(
                        "/v1/payment_links/{id}/line_items",
                        "item",
                        "",
                        call -> Lists.within(call, link(call).hidden().objects("lines")));
    }

    private static Doc link(Call call) {
        return call.step().get("payment_link", call.id(), "payment_link");
    }
}
