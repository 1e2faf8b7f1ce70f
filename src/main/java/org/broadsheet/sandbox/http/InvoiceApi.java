package org.broadsheet.sandbox.http;

import java.util.Optional;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.billing.AttachedPayments;
import org.broadsheet.sandbox.engine.billing.Collection;
import org.broadsheet.sandbox.engine.billing.Finalization;
import org.broadsheet.sandbox.engine.billing.WriteOff;
import org.broadsheet.sandbox.engine.invoices.DraftLines;
import org.broadsheet.sandbox.engine.invoices.Drafts;

/** Invoices, their lines, and what pays them. */
final class InvoiceApi {
    private static final String INVOICE = """
             auto_advance:bool automatically_finalizes_at:int collection_method:charge_automatically|send_invoice
             custom_fields[]{name* value*} days_until_due:int default_payment_method description due_date:int
             effective_at:int footer metadata{} number statement_descriptor
             shipping_details{address*{city country line1 line2 postal_code state} name* phone}
            """ + DiscountApi.DISCOUNTS;
    private static final String LINE = InvoiceItemApi.CONTENT.replace(
            "product*", "product product_data{name* description images[] metadata{} unit_label}");

    private InvoiceApi() {}

    static void register(Routes routes) {
        routes.list(
                        "/v1/invoices",
                        "invoice",
                        "collection_method:charge_automatically|send_invoice customer subscription"
                                + " status:draft|open|paid|uncollectible|void created:range due_date:range",
                        InvoiceApi::invoices)
                .post(
                        "/v1/invoices",
                        "invoice",
                        "customer currency subscription pending_invoice_items_behavior:exclude|include" + INVOICE,
                        call -> new Answer.One(Drafts.create(call.step(), call.given())))
                .get("/v1/invoices/{id}", "invoice", call -> new Answer.One(invoice(call)))
                .post(
                        "/v1/invoices/{id}",
                        "invoice",
                        INVOICE,
                        call -> new Answer.One(Drafts.update(call.step(), invoice(call), call.given())))
                .delete("/v1/invoices/{id}", "invoice", "", InvoiceApi::delete);

        registerDeeds(routes);
        registerLines(routes);
        registerPayments(routes);
    }

    private static void registerDeeds(Routes routes) {
        routes.post(
                        "/v1/invoices/{id}/finalize",
                        "invoice",
                        "auto_advance:bool",
                        call -> new Answer.One(Finalization.byHand(call.step(), invoice(call), call.given())))
                .post(
                        "/v1/invoices/{id}/send",
                        "invoice",
                        "",
                        call -> new Answer.One(Finalization.send(call.step(), invoice(call))))
                .post(
                        "/v1/invoices/{id}/pay",
                        "invoice",
                        "off_session:bool payment_method paid_out_of_band:bool",
                        InvoiceApi::pay)
                .post(
                        "/v1/invoices/{id}/attach_payment",
                        "invoice",
                        "payment_intent",
                        call -> new Answer.One(AttachedPayments.attach(call.step(), invoice(call), call.given())))
                .post(
                        "/v1/invoices/{id}/void",
                        "invoice",
                        "",
                        call -> new Answer.One(WriteOff.voidByHand(call.step(), invoice(call))))
                .post(
                        "/v1/invoices/{id}/mark_uncollectible",
                        "invoice",
                        "",
                        call -> new Answer.One(WriteOff.markUncollectible(call.step(), invoice(call))));
    }

    private static void registerLines(Routes routes) {
        routes.list(
                        "/v1/invoices/{id}/lines",
                        "line_item",
                        "",
                        call -> Lists.within(call, invoice(call).objects("lines.data")))
                .post(
                        "/v1/invoices/{invoice_id}/lines/{id}",
                        "line_item",
                        LINE,
                        call -> new Answer.One(asDoc(DraftLines.updateOne(
                                call.step(), invoice(call, "invoice_id"), call.id(), call.given()))))
                .post(
                        "/v1/invoices/{id}/add_lines",
                        "invoice",
                        "invoice_metadata{} lines*[]{invoice_item" + LINE + "}",
                        call -> new Answer.One(DraftLines.add(call.step(), invoice(call), call.given())))
                .post(
                        "/v1/invoices/{id}/update_lines",
                        "invoice",
                        "invoice_metadata{} lines*[]{id*" + LINE + "}",
                        call -> new Answer.One(DraftLines.update(call.step(), invoice(call), call.given())))
                .post(
                        "/v1/invoices/{id}/remove_lines",
                        "invoice",
                        "invoice_metadata{} lines*[]{id* behavior*:delete|unassign}",
                        call -> new Answer.One(DraftLines.remove(call.step(), invoice(call), call.given())));
    }

    private static void registerPayments(Routes routes) {
        routes.list(
                        "/v1/invoice_payments",
                        "invoice_payment",
                        "invoice status:canceled|open|paid payment{type*:payment_intent|payment_record payment_intent payment_record}"
                                + " created:range",
                        call -> call.list("invoice_payment", "invoice", "status", "payment"))
                .get(
                        "/v1/invoice_payments/{id}",
                        "invoice_payment",
                        call -> new Answer.One(call.step().get("invoice_payment", call.id(), "invoice_payment")));
    }

    private static Doc asDoc(Fields line) {
        return new Doc(line.json(), Fields.JSON.objectNode());
    }

    private static Doc invoice(Call call) {
        return invoice(call, "id");
    }

    private static Doc invoice(Call call, String place) {
        var id = Optional.ofNullable(call.path().get(place)).orElse("");
        var invoice = call.step().get("invoice", id, "invoice");

        return invoice;
    }

    private static Answer invoices(Call call) {
        var query = call.query("invoice");
        var given = call.given();
        for (var filter : new String[] {"collection_method", "customer", "status"})
            if (given.isSet(filter)) query.only(filter, given.text(filter));
        if (given.isSet("subscription"))
            query.example()
                    .set(
                            "parent",
                            Fields.empty()
                                    .set(
                                            "subscription_details",
                                            Fields.empty().set("subscription", given.text("subscription"))));
        if (given.isSet("due_date")) query = query.within("due_date", call.from("due_date"), call.to("due_date"));
        return new Answer.Many(call.works().page(call.account(), query));
    }

    private static Answer delete(Call call) {
        Drafts.delete(call.step(), invoice(call));
        return Answer.deleted(call.id(), "invoice");
    }

    private static Answer pay(Call call) {
        var invoice = invoice(call);
        return Collection.payNow(call.step(), invoice, call.given())
                .<Answer>map(Answer.Refused::new)
                .orElseGet(() -> new Answer.One(invoice));
    }
}
