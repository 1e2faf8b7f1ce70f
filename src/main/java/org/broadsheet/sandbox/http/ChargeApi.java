package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.payments.Charges;

/** Charges: what payment intents have tried to take. */
final class ChargeApi {
    private ChargeApi() {}

    static void register(Routes routes) {
        routes.list(
                        "/v1/charges",
                        "charge",
                        "customer payment_intent transfer_group created:range",
                        call -> call.list("charge", "customer", "payment_intent", "transfer_group"))
                .get("/v1/charges/{id}", "charge", call -> new Answer.One(charge(call)))
                .post(
                        "/v1/charges/{id}",
                        "charge",
                        """
                        customer description fraud_details{user_report:fraudulent|safe} receipt_email transfer_group metadata{}
                        shipping{address*{city country line1 line2 postal_code state} carrier name* phone tracking_number}
                        """,
                        call -> new Answer.One(Charges.update(call.step(), charge(call), call.given())));
    }

    private static Doc charge(Call call) {
        return call.step().get("charge", call.id(), "id");
    }
}
