package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.customers.Customers;
import org.broadsheet.sandbox.engine.time.TestClocks;

/** Customers and their cards. */
final class CustomerApi {
    private static final String CUSTOMER = """
            email name description phone metadata{} preferred_locales[]
            address{city country line1 line2 postal_code state}
            invoice_settings{custom_fields[]{name* value*} default_payment_method footer}
            balance:int business_name individual_name invoice_prefix next_invoice_sequence:int
            shipping{address*{city country line1 line2 postal_code state} name* phone}
            tax_exempt:exempt|none|reverse
            """;

    private CustomerApi() {}

    static void register(Routes routes) {
        routes.post("/v1/customers", "customer", CUSTOMER + " test_clock payment_method", CustomerApi::create)
                .list("/v1/customers", "customer", "email test_clock created:range", CustomerApi::customers)
                .get("/v1/customers/{id}", "customer", call -> new Answer.One(customer(call)))
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

    /** Whoever lives on a test clock is found on that clock only. */
    private static Answer customers(Call call) {
        var query = call.query("customer");
        if (call.given().isSet("email")) query.only("email", call.given().text("email"));
        query.example().set("test_clock", call.given().find("test_clock"));
        return new Answer.Many(call.works().page(call.account(), query));
    }

    /** Who was deleted can still be looked up, as deleted. */
    private static Doc customer(Call call) {
        var found = call.step().find(call.id());
        if (found == null || !found.is("object", "customer")) throw Problem.unknownObject("customer", call.id(), "id");
        return found;
    }

    private static Answer create(Call call) {
        var clock = call.given().find("test_clock");
        if (clock != null) TestClocks.join(call.step(), clock);
        return new Answer.One(Customers.create(call.step(), call.given()));
    }
}
