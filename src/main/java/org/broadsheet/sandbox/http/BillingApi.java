package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.billing.Collection;
import org.broadsheet.sandbox.engine.billing.Invoices;

/** Invoices and what pays them. */
final class BillingApi {
    private BillingApi() {}

    static void register(Routes routes) {
        routes.list(
                        "/v1/invoices",
                        "invoice",
                        "customer subscription status:draft|open|paid|uncollectible|void created:range",
                        BillingApi::invoices)
                .get("/v1/invoices/{id}", "invoice", call -> new Answer.One(invoice(call)))
                .list(
                        "/v1/invoices/{id}/lines",
                        "line_item",
                        "",
                        call -> Lists.within(call, invoice(call).objects("lines.data")))
                .post("/v1/invoices/{id}/pay", "invoice", "payment_method paid_out_of_band:bool", BillingApi::pay)
                .post(
                        "/v1/invoices/{id}/void",
                        "invoice",
                        "",
                        call -> new Answer.One(Invoices.voidNow(call.step(), invoice(call))))
                .post(
                        "/v1/invoices/{id}/mark_uncollectible",
                        "invoice",
                        "",
                        call -> new Answer.One(Collection.markUncollectible(call.step(), invoice(call))));

        routes.list(
                        "/v1/invoice_payments",
                        "invoice_payment",
                        "invoice status:canceled|open|paid payment{type*:payment_intent|payment_record payment_intent payment_record}"
                                + " created:range",
                        BillingApi::payments)
                .get(
                        "/v1/invoice_payments/{id}",
                        "invoice_payment",
                        call -> new Answer.One(call.step().get("invoice_payment", call.id(), "invoice_payment")));
    }

    private static Doc invoice(Call call) {
        return call.step().get("invoice", call.id(), "invoice");
    }

    private static Answer invoices(Call call) {
        var query = call.query("invoice");
        var given = call.given();
        if (given.isSet("customer")) query.only("customer", given.text("customer"));
        if (given.isSet("status")) query.only("status", given.text("status"));
        if (given.isSet("subscription"))
            query.example()
                    .set(
                            "parent",
                            Fields.empty()
                                    .set(
                                            "subscription_details",
                                            Fields.empty().set("subscription", given.text("subscription"))));
        return new Answer.Many(call.works().page(call.account(), query));
    }

    private static Answer payments(Call call) {
        var query = call.query("invoice_payment");
        for (var filter : new String[] {"invoice", "status", "payment"})
            if (call.given().isSet(filter))
                query.example().set(filter, call.given().node(filter));
        return new Answer.Many(call.works().page(call.account(), query));
    }

    private static Answer pay(Call call) {
        var invoice = invoice(call);
        return Collection.payNow(call.step(), invoice, call.given())
                .<Answer>map(Answer.Refused::new)
                .orElseGet(() -> new Answer.One(invoice));
    }
}
