package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.billing.Collection;
import org.broadsheet.sandbox.engine.billing.Ending;
import org.broadsheet.sandbox.engine.billing.Invoices;
import org.broadsheet.sandbox.engine.billing.Subscriptions;

/** Subscriptions, invoices and what pays them. */
final class BillingApi {
    private static final String SAID = """
             cancellation_details{comment
               feedback:customer_service|low_quality|missing_features|other|switched_service|too_complex|too_expensive|unused}
            """;
    private static final String SUBSCRIPTION = """
            metadata{} description cancel_at_period_end:bool cancel_at default_payment_method
            pause_collection{behavior*:keep_as_draft|mark_uncollectible|void resumes_at:int}
            proration_behavior:always_invoice|create_prorations|none
            items[]{id price quantity:int metadata{}""" + " "
            + CheckoutApi.PRICE_DATA.replace("product_data{name* description images[] metadata{} unit_label}", "") + "}"
            + SAID;

    private BillingApi() {}

    static void register(Routes routes) {
        routes.list(
                        "/v1/subscriptions",
                        "subscription",
                        "customer status:active|all|canceled|ended|incomplete|incomplete_expired|past_due|paused|trialing|unpaid"
                                + " price created:range",
                        BillingApi::subscriptions)
                .get("/v1/subscriptions/{id}", "subscription", call -> new Answer.One(subscription(call)))
                .post(
                        "/v1/subscriptions/{id}",
                        "subscription",
                        SUBSCRIPTION,
                        call -> new Answer.One(Subscriptions.update(call.step(), subscription(call), call.given())))
                .delete(
                        "/v1/subscriptions/{id}",
                        "subscription",
                        "expand[] invoice_now:bool prorate:bool" + SAID,
                        call -> new Answer.One(Ending.atOnce(call.step(), subscription(call), call.given())));

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

    private static Doc subscription(Call call) {
        return call.step().get("subscription", call.id(), "id");
    }

    private static Doc invoice(Call call) {
        return call.step().get("invoice", call.id(), "invoice");
    }

    /** Without a status asked for, what has ended is left out. */
    private static Answer subscriptions(Call call) {
        var query = call.query("subscription");
        var given = call.given();
        if (given.isSet("customer")) query.only("customer", given.text("customer"));
        if (given.isSet("price"))
            query.example()
                    .set(
                            "items",
                            Fields.empty()
                                    .set(
                                            "data",
                                            java.util.List.of(Fields.empty()
                                                    .set("price", Fields.empty().set("id", given.text("price"))))));
        var ended = java.util.List.of(
                Fields.empty().set("status", "canceled"), Fields.empty().set("status", "incomplete_expired"));
        switch (given.maybe("status").orElse("")) {
            case "" -> query = query.noneOf(ended);
            case "all" -> {}
            case "ended" -> query = query.anyOf(ended);
            default -> query.only("status", given.text("status"));
        }
        return new Answer.Many(call.works().page(call.account(), query));
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
