package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.customers.Customers;

/** Customers and their cards. */
final class CustomerApi {
    private static final String CUSTOMER = """
            email name description phone metadata{} preferred_locales[]
            address{city country line1 line2 postal_code state}
            invoice_settings{default_payment_method}
            """;

    private CustomerApi() {}

    static void register(Routes routes) {
        routes.post(
                        "/v1/customers",
                        "customer",
                        CUSTOMER + " payment_method",
                        call -> new Answer.One(Customers.create(call.step(), call.given())))
                .list("/v1/customers", "customer", "email created:range", call -> call.list("customer", "email"))
                .get(
                        "/v1/customers/{id}",
                        "customer",
                        call -> new Answer.One(call.step().get("customer", call.id(), "id")))
                .post(
                        "/v1/customers/{id}",
                        "customer",
                        CUSTOMER,
                        call -> new Answer.One(Customers.update(call.step(), call.subject("customer"), call.given())))
                .delete(
                        "/v1/customers/{id}",
                        "customer",
                        "",
                        call -> new Answer.One(Customers.delete(call.step(), call.subject("customer"))))
                .list("/v1/customers/{id}/payment_methods", "payment_method", "type", CustomerApi::methodsOf);

        routes.post("/v1/payment_methods", "payment_method", "type*:card card*{token*} metadata{}", call -> {
                    var method = PaymentMethods.createFromToken(
                            call.step(), call.given().text("card.token"));
                    method.mergeMetadata(call.given());
                    return new Answer.One(method);
                })
                .list(
                        "/v1/payment_methods",
                        "payment_method",
                        "customer type",
                        call -> call.list("payment_method", "customer", "type"))
                .get(
                        "/v1/payment_methods/{id}",
                        "payment_method",
                        call -> new Answer.One(call.step().get("payment_method", call.id(), "payment_method")))
                .post("/v1/payment_methods/{id}/attach", "payment_method", "customer*", CustomerApi::attach);
    }

    private static Answer methodsOf(Call call) {
        var query = call.query("payment_method")
                .only("customer", call.subject("customer").id());
        if (call.given().isSet("type")) query.only("type", call.given().text("type"));
        return new Answer.Many(call.works().page(call.account(), query));
    }

    private static Answer attach(Call call) {
        var customer = call.step().get("customer", call.given().text("customer"), "customer");
        return new Answer.One(PaymentMethods.attach(call.step(), call.id(), customer.id()));
    }
}
