package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.billing.CreditNotes;

/** Credit notes: what is taken back of an invoice. */
final class CreditNoteApi {
    private static final String NOTE = """
            invoice* amount:int credit_amount:int effective_at:int memo metadata{} out_of_band_amount:int
            reason:duplicate|fraudulent|order_change|product_unsatisfactory refund_amount:int
            refunds[]{amount_refunded:int refund type:refund}
            lines[]{type*:custom_line_item|invoice_line_item amount:int description invoice_line_item quantity:int
              unit_amount:int unit_amount_decimal}
            """;

    private CreditNoteApi() {}

    static void register(Routes routes) {
        routes.post(
                        "/v1/credit_notes",
                        "credit_note",
                        NOTE,
                        call -> new Answer.One(CreditNotes.create(call.step(), call.given())))
                .list(
                        "/v1/credit_notes",
                        "credit_note",
                        "customer invoice created:range",
                        call -> call.list("credit_note", "customer", "invoice"))
                .get("/v1/credit_notes/{id}", "credit_note", call -> new Answer.One(call.subject("credit_note")))
                .post(
                        "/v1/credit_notes/{id}",
                        "credit_note",
                        "memo metadata{}",
                        call -> new Answer.One(
                                CreditNotes.update(call.step(), call.subject("credit_note"), call.given())))
                .post(
                        "/v1/credit_notes/{id}/void",
                        "credit_note",
                        "",
                        call -> new Answer.One(CreditNotes.voidNow(call.step(), call.subject("credit_note"))))
                .list(
                        "/v1/credit_notes/{id}/lines",
                        "credit_note_line_item",
                        "",
                        call -> Lists.within(call, call.subject("credit_note").objects("lines.data")));

        routes.get(
                        "/v1/credit_notes/preview",
                        "credit_note",
                        NOTE,
                        call -> new Answer.One(CreditNotes.preview(call.step(), call.given())))
                .list(
                        "/v1/credit_notes/preview/lines",
                        "credit_note_line_item",
                        NOTE,
                        call -> Lists.within(
                                call,
                                CreditNotes.preview(call.step(), call.given()).objects("lines.data")));
    }
}
