package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.payments.Charges;
import org.broadsheet.sandbox.engine.payments.Charging.Attempt;

/** Charges: what was taken from a card or an account, or was tried to. */
final class ChargeApi {
    private static final String SAID = """
            customer description receipt_email transfer_group metadata{}
            shipping{address*{city country line1 line2 postal_code state} carrier name* phone tracking_number}
            """;

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
                        "fraud_details{user_report:fraudulent|safe} " + SAID,
                        call -> new Answer.One(Charges.update(call.step(), charge(call), call.given())))
                .post(
                        "/v1/charges",
                        "charge",
                        "amount*:int capture:bool currency* source* statement_descriptor statement_descriptor_suffix "
                                + SAID,
                        ChargeApi::create)
                .post(
                        "/v1/charges/{id}/capture",
                        "charge",
                        "amount:int receipt_email statement_descriptor statement_descriptor_suffix transfer_group",
                        call -> new Answer.One(Charges.capture(call.step(), charge(call), call.given())));
    }

    private static Answer create(Call call) {
        return switch (Charges.create(call.step(), call.given())) {
            case Attempt.Paid paid -> new Answer.One(paid.charge());
            case Attempt.Refused refused -> new Answer.Refused(Problem.declined(refused.decline()));
            case Attempt.RequiresAction asks -> throw new IllegalStateException("Nobody is there to be asked");
            case Attempt.Processing processing -> throw new IllegalStateException("A card answers at once");
        };
    }

    private static Doc charge(Call call) {
        return call.step().get("charge", call.id(), "id");
    }
}
