package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.cards.NewMethods;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;

/** Cards and bank accounts, and the permissions to debit them. */
final class PaymentMethodApi {
    static final String TYPES = "bacs_debit|card|sepa_debit|us_bank_account";
    private static final String BILLING = """
             billing_details{email name phone tax_id address{city country line1 line2 postal_code state}} metadata{}
             allow_redisplay:always|limited|unspecified
            """;
    private static final String ACCOUNTS = """
             sepa_debit{iban*} bacs_debit{account_number sort_code}
             us_bank_account{account_holder_type:company|individual account_number account_type:checking|savings routing_number}
            """;

    /** A method described in place, as intents take it: accounts only, since a page of Stripe's would send a card. */
    static final String DATA =
            " payment_method_data{type*:bacs_debit|sepa_debit|us_bank_account" + ACCOUNTS + BILLING + "} ";

    private PaymentMethodApi() {}

    static void register(Routes routes) {
        routes.post(
                        "/v1/payment_methods",
                        "payment_method",
                        "type*:" + TYPES + " card{token number exp_month:int exp_year:int cvc}" + ACCOUNTS + BILLING,
                        call -> new Answer.One(NewMethods.create(call.step(), call.given())))
                .list(
                        "/v1/payment_methods",
                        "payment_method",
                        "customer type allow_redisplay:always|limited|unspecified",
                        call -> call.list("payment_method", "customer", "type", "allow_redisplay"))
                .get("/v1/payment_methods/{id}", "payment_method", call -> new Answer.One(method(call)))
                .post(
                        "/v1/payment_methods/{id}",
                        "payment_method",
                        "card{exp_month:int exp_year:int}"
                                + " us_bank_account{account_holder_type:company|individual account_type:checking|savings}"
                                + BILLING,
                        call -> new Answer.One(PaymentMethods.update(call.step(), method(call), call.given())))
                .post("/v1/payment_methods/{id}/attach", "payment_method", "customer*", PaymentMethodApi::attach)
                .post(
                        "/v1/payment_methods/{id}/detach",
                        "payment_method",
                        "",
                        call -> new Answer.One(PaymentMethods.detach(call.step(), method(call))))
                .list(
                        "/v1/customers/{id}/payment_methods",
                        "payment_method",
                        "type allow_redisplay:always|limited|unspecified",
                        PaymentMethodApi::ofCustomer)
                .get(
                        "/v1/customers/{customer_id}/payment_methods/{id}",
                        "payment_method",
                        PaymentMethodApi::ofCustomerById)
                .get(
                        "/v1/mandates/{id}",
                        "mandate",
                        call -> new Answer.One(call.step().get("mandate", call.id(), "mandate")));
    }

    private static Doc method(Call call) {
        return call.step().get("payment_method", call.id(), "payment_method");
    }

    private static Answer attach(Call call) {
        var customer = call.step().get("customer", call.given().text("customer"), "customer");
        return new Answer.One(PaymentMethods.attach(call.step(), call.id(), customer.id()));
    }

    private static Answer ofCustomer(Call call) {
        var query = call.query("payment_method")
                .only("customer", call.subject("customer").id());
        for (var filter : new String[] {"type", "allow_redisplay"})
            if (call.given().isSet(filter)) query.only(filter, call.given().text(filter));
        return new Answer.Many(call.works().page(call.account(), query));
    }

    private static Answer ofCustomerById(Call call) {
        var customer = call.step().get("customer", call.path().getOrDefault("customer_id", ""), "customer");
        var method = method(call);
        if (!method.is("customer", customer.id()))
            throw Problem.unknownObject("payment_method", call.id(), "payment_method");
        return new Answer.One(method);
    }
}
