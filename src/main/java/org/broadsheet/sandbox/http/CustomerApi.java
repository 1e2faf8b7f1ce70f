package org.broadsheet.sandbox.http;

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
                        call -> new Answer.One(Customers.delete(call.step(), call.subject("customer"))));
    }
}
