package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.checkout.Checkouts;

/** Checkout sessions. */
final class CheckoutApi {
    static final String PRICE_DATA = """
            price_data{currency* unit_amount:int product tax_behavior:exclusive|inclusive|unspecified
              product_data{name* description images[] metadata{} unit_label}
              recurring{interval*:day|month|week|year interval_count:int}}
            """;
    static final String LOCALES =
            "auto|bg|cs|da|de|el|en|en-GB|es|es-419|et|fi|fil|fr|fr-CA|hr|hu|id|it|ja|ko|lt|lv|ms|mt|nb|nl|pl|pt|pt-BR|ro|ru|sk|sl|sv|th|tr|vi|zh|zh-HK|zh-TW";
    private static final String SESSION = """
            mode:payment|setup|subscription success_url cancel_url customer customer_email client_reference_id
            customer_creation:always|if_required expires_at:int metadata{}
            submit_type:auto|book|donate|pay|subscribe ui_mode:hosted_page
            custom_text{after_submit{message*} shipping_address{message*} submit{message*} terms_of_service_acceptance{message*}}
            payment_intent_data{description metadata{} receipt_email setup_future_usage:off_session|on_session
              statement_descriptor statement_descriptor_suffix}
            subscription_data{description metadata{}}
            locale:""" + LOCALES + " line_items[]{price quantity:int " + PRICE_DATA + "}";

    private CheckoutApi() {}

    static void register(Routes routes) {
        routes.post(
                        "/v1/checkout/sessions",
                        "checkout.session",
                        SESSION,
                        call -> new Answer.One(Checkouts.create(call.step(), call.given())))
                .list(
                        "/v1/checkout/sessions",
                        "checkout.session",
                        "customer payment_intent subscription status:complete|expired|open created:range",
                        call -> call.list("checkout.session", "customer", "payment_intent", "subscription", "status"))
                .get("/v1/checkout/sessions/{id}", "checkout.session", call -> new Answer.One(session(call)))
                .post(
                        "/v1/checkout/sessions/{id}",
                        "checkout.session",
                        "metadata{}",
                        call -> new Answer.One(Checkouts.update(call.step(), session(call), call.given())))
                .post(
                        "/v1/checkout/sessions/{id}/expire",
                        "checkout.session",
                        "",
                        call -> new Answer.One(Checkouts.expire(call.step(), session(call))))
                .list(
                        "/v1/checkout/sessions/{id}/line_items",
                        "item",
                        "",
                        call -> Lists.within(call, session(call).hidden().objects("lines")));
    }

    private static Doc session(Call call) {
        return call.step().get("checkout.session", call.id(), "session");
    }
}
