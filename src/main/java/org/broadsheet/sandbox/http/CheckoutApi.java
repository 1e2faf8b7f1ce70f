package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.checkout.Buyer;
import org.broadsheet.sandbox.engine.checkout.CheckoutPayment;
import org.broadsheet.sandbox.engine.checkout.CheckoutPayment.Outcome;
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
    /** What the page asks or offers besides, of a session as of a payment link. */
    static final String BESIDES = """
            allow_promotion_codes:bool billing_address_collection:auto|required phone_number_collection{enabled*:bool}
            consent_collection{terms_of_service:none|required}
            invoice_creation{enabled*:bool invoice_data{custom_fields[]{name* value*} description footer metadata{}}}
            payment_method_collection:always|if_required
            payment_method_types[]:bacs_debit|card|sepa_debit|us_bank_account
            """;

    static final String ADJUSTABLE = " adjustable_quantity{enabled*:bool maximum:int minimum:int} ";
    private static final String SESSION =
            BESIDES + """
            mode:payment|setup|subscription success_url cancel_url customer customer_email client_reference_id
            customer_creation:always|if_required expires_at:int metadata{} currency discounts[]{coupon promotion_code}
            customer_update{address:auto|never name:auto|never} setup_intent_data{description metadata{}}
            submit_type:auto|book|donate|pay|subscribe ui_mode:hosted_page
            custom_text{after_submit{message*} shipping_address{message*} submit{message*} terms_of_service_acceptance{message*}}
            payment_intent_data{description metadata{} receipt_email setup_future_usage:off_session|on_session
              shipping{address*{city country line1 line2 postal_code state} name* carrier phone tracking_number}
              statement_descriptor statement_descriptor_suffix}
            subscription_data{description metadata{} trial_period_days:int trial_end:int
              trial_settings{end_behavior*{missing_payment_method*:cancel|create_invoice|pause}}
              billing_cycle_anchor:int billing_cycle_anchor_config{day_of_month*:int hour:int minute:int month:int second:int}
              proration_behavior:create_prorations|none billing_mode{type*:classic|flexible}}
            locale:""" + LOCALES + " line_items[]{price quantity:int" + ADJUSTABLE + PRICE_DATA + "}";

    private CheckoutApi() {}

    static void register(Routes routes) {
        routes.get("/v1/payment_pages/{id}", "checkout.session", call -> new Answer.One(session(call)))
                .post(
                        "/v1/payment_pages/{id}/confirm",
                        "checkout.session",
                        "payment_method* expected_amount:int",
                        CheckoutApi::confirm);

        routes.post(
                        "/v1/checkout/sessions",
                        "checkout.session",
                        SESSION,
                        call -> new Answer.One(Checkouts.create(call.step(), call.given())))
                .list(
                        "/v1/checkout/sessions",
                        "checkout.session",
                        "customer payment_intent payment_link subscription status:complete|expired|open created:range customer_details{email*}",
                        CheckoutApi::sessions)
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

    /** What the hosted page of Stripe's own does, and with it the official command line. */
    private static Answer confirm(Call call) {
        var session = session(call);
        var expected = call.given().findNumber("expected_amount");
        if (expected != null && expected != session.number("amount_total", 0))
            throw Problem.invalid("expected_amount", "The amount of this Checkout Session is not " + expected + ".");

        var method = PaymentMethods.named(call.step(), call.given().text("payment_method"), "payment_method");
        if (method.hidden().is("used_up")
                || method.isSet("customer") && !session.is("customer", method.text("customer")))
            throw Problem.invalid("payment_method", "This PaymentMethod cannot be used here.");
        var outcome = CheckoutPayment.pay(call.step(), session, Buyer.behind(method), () -> method);
        return switch (outcome) {
            case Outcome.Completed completed -> new Answer.One(session);
            case Outcome.AskedBack asked -> new Answer.One(session);
            case Outcome.Refused refused -> new Answer.Refused(Problem.declined(refused.decline()));
            case Outcome.TooLate late ->
                throw Problem.invalid("session", "This Checkout Session has expired and cannot be paid.");
        };
    }

    private static Answer sessions(Call call) {
        return call.list(
                "checkout.session",
                "customer",
                "customer_details",
                "payment_intent",
                "payment_link",
                "subscription",
                "status");
    }

    private static Doc session(Call call) {
        return call.step().get("checkout.session", call.id(), "session");
    }
}
