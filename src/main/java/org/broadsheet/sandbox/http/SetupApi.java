package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.payments.SetupIntents;

/** Setup intents and the attempts that were made with them. */
final class SetupApi {
    private static final String OPTIONS =
            " payment_method_options{card{request_three_d_secure:any|automatic|challenge}} ";
    private static final String PLAIN = " customer description metadata{} payment_method payment_method_types[]:"
            + PaymentMethodApi.TYPES + OPTIONS + PaymentMethodApi.DATA;
    private static final String CREATED = """
            automatic_payment_methods{enabled*:bool allow_redirects:always|never} confirm:bool return_url
            usage:off_session|on_session use_stripe_sdk:bool
            """ + PLAIN + IntentApi.MANDATE;

    private SetupApi() {}

    static void register(Routes routes) {
        routes.post("/v1/setup_intents", "setup_intent", CREATED, SetupApi::create)
                .list(
                        "/v1/setup_intents",
                        "setup_intent",
                        "customer payment_method created:range",
                        call -> call.list("setup_intent", "customer", "payment_method"))
                .get("/v1/setup_intents/{id}", "setup_intent", call -> new Answer.One(intent(call)))
                .post(
                        "/v1/setup_intents/{id}",
                        "setup_intent",
                        PLAIN,
                        call -> new Answer.One(SetupIntents.update(call.step(), intent(call), call.given())))
                .post(
                        "/v1/setup_intents/{id}/confirm",
                        "setup_intent",
                        "payment_method return_url use_stripe_sdk:bool" + OPTIONS + PaymentMethodApi.DATA
                                + IntentApi.MANDATE,
                        call -> confirm(call, intent(call)))
                .post(
                        "/v1/setup_intents/{id}/cancel",
                        "setup_intent",
                        "cancellation_reason:abandoned|duplicate|requested_by_customer",
                        call -> new Answer.One(SetupIntents.cancel(call.step(), intent(call), call.given())))
                .list("/v1/setup_attempts", "setup_attempt", "setup_intent* created:range", SetupApi::attempts);
    }

    private static Doc intent(Call call) {
        return call.step().get("setup_intent", call.id(), "intent");
    }

    private static Answer create(Call call) {
        var intent = SetupIntents.create(call.step(), call.given());
        if (!call.given().is("confirm")) return new Answer.One(intent);

        for (var taken : new String[] {"payment_method", "payment_method_data"})
            call.given().remove(taken);
        return confirm(call, intent);
    }

    private static Answer confirm(Call call, Doc intent) {
        return SetupIntents.confirm(call.step(), intent, call.given())
                .<Answer>map(decline -> new Answer.Refused(Problem.declinedSetup(decline, intent)))
                .orElseGet(() -> new Answer.One(intent));
    }

    private static Answer attempts(Call call) {
        call.step().get("setup_intent", call.given().text("setup_intent"), "setup_intent");
        return call.list("setup_attempt", "setup_intent");
    }
}
