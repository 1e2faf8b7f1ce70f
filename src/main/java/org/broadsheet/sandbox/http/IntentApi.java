package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.outcomes.Outcomes;
import org.broadsheet.sandbox.engine.payments.Charging.Attempt;
import org.broadsheet.sandbox.engine.payments.PaymentIntents;

/** Payment intents: made, confirmed, captured, canceled. */
final class IntentApi {
    static final String MANDATE = """
             mandate_data{customer_acceptance*{accepted_at:int type*:offline|online offline{} online{ip_address* user_agent*}}}
            """;
    private static final String SHIPPING = """
             shipping{address*{city country line1 line2 postal_code state} name* carrier phone tracking_number}
            """;
    private static final String OPTIONS =
            " payment_method_options{card{request_three_d_secure:any|automatic|challenge}} ";
    private static final String TYPES = " payment_method_types[]:" + PaymentMethodApi.TYPES;
    private static final String PLAIN = """
             customer description metadata{} payment_method receipt_email setup_future_usage:off_session|on_session
             statement_descriptor statement_descriptor_suffix transfer_group
             capture_method:automatic|automatic_async|manual
            """ + TYPES + OPTIONS + SHIPPING + PaymentMethodApi.DATA;
    private static final String CREATED = """
            amount*:int currency* confirm:bool confirmation_method:automatic|manual error_on_requires_action:bool
            off_session return_url use_stripe_sdk:bool
            automatic_payment_methods{enabled*:bool allow_redirects:always|never}
            """ + PLAIN + MANDATE;
    private static final String CONFIRMED = """
            error_on_requires_action:bool off_session payment_method receipt_email return_url
            setup_future_usage:off_session|on_session use_stripe_sdk:bool
            """ + OPTIONS + SHIPPING + PaymentMethodApi.DATA + MANDATE;

    private IntentApi() {}

    static void register(Routes routes) {
        routes.post("/v1/payment_intents", "payment_intent", CREATED, IntentApi::create)
                .list(
                        "/v1/payment_intents",
                        "payment_intent",
                        "customer created:range",
                        call -> call.list("payment_intent", "customer"))
                .get("/v1/payment_intents/{id}", "payment_intent", call -> new Answer.One(intent(call)))
                .post(
                        "/v1/payment_intents/{id}",
                        "payment_intent",
                        "amount:int currency " + PLAIN,
                        call -> new Answer.One(PaymentIntents.update(call.step(), intent(call), call.given())))
                .post(
                        "/v1/payment_intents/{id}/confirm",
                        "payment_intent",
                        CONFIRMED,
                        call -> confirm(call, intent(call)))
                .post(
                        "/v1/payment_intents/{id}/capture",
                        "payment_intent",
                        "amount_to_capture:int metadata{}",
                        IntentApi::capture)
                .post(
                        "/v1/payment_intents/{id}/cancel",
                        "payment_intent",
                        "cancellation_reason:abandoned|duplicate|fraudulent|requested_by_customer",
                        call -> new Answer.One(PaymentIntents.cancel(call.step(), intent(call), call.given())));
    }

    private static Doc intent(Call call) {
        return call.step().get("payment_intent", call.id(), "intent");
    }

    private static Answer create(Call call) {
        var intent = PaymentIntents.create(call.step(), call.given());
        if (!call.given().is("confirm")) return new Answer.One(intent);

        // The method and its owner have been taken at creation.
        for (var taken : new String[] {"payment_method", "payment_method_data"})
            call.given().remove(taken);
        return confirm(call, intent);
    }

    private static Answer confirm(Call call, Doc intent) {
        return told(call, intent, PaymentIntents.confirm(call.step(), intent, call.given()));
    }

    private static Answer capture(Call call) {
        var intent = intent(call);
        return told(call, intent, PaymentIntents.capture(call.step(), intent, call.given()));
    }

    private static Answer told(Call call, Doc intent, Attempt attempt) {
        Outcomes.follow(call.step(), intent, attempt);
        return attempt instanceof Attempt.Refused refused
                ? new Answer.Refused(Problem.declined(refused.decline(), intent))
                : new Answer.One(intent);
    }
}
