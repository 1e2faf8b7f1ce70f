package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.invoices.CustomerBalance;

/** What customers have to their credit, movement by movement. */
final class CustomerBalanceApi {
    private CustomerBalanceApi() {}

    static void register(Routes routes) {
        routes.list(
                        "/v1/customers/{id}/balance_transactions",
                        "customer_balance_transaction",
                        "invoice created:range",
                        CustomerBalanceApi::movements)
                .post(
                        "/v1/customers/{id}/balance_transactions",
                        "customer_balance_transaction",
                        "amount*:int currency* description metadata{}",
                        call -> new Answer.One(
                                CustomerBalance.adjust(call.step(), call.subject("customer"), call.given())))
                .get(
                        "/v1/customers/{customer_id}/balance_transactions/{id}",
                        "customer_balance_transaction",
                        call -> new Answer.One(movement(call)))
                .post(
                        "/v1/customers/{customer_id}/balance_transactions/{id}",
                        "customer_balance_transaction",
                        "description metadata{}",
                        CustomerBalanceApi::describe);
    }

    private static Answer movements(Call call) {
        var query = call.query("customer_balance_transaction")
                .only("customer", call.subject("customer").id());
        if (call.given().isSet("invoice")) query.only("invoice", call.given().text("invoice"));
        return new Answer.Many(call.works().page(call.account(), query));
    }

    private static Answer describe(Call call) {
        var movement = movement(call);
        movement.take(call.given(), "description").mergeMetadata(call.given());
        return new Answer.One(movement);
    }

    private static Doc movement(Call call) {
        var movement = call.step().get("customer_balance_transaction", call.id(), "transaction");
        if (!movement.is("customer", call.path().getOrDefault("customer_id", "")))
            throw Problem.unknownObject("customer_balance_transaction", call.id(), "transaction");
        return movement;
    }
}
