package org.broadsheet.sandbox.http;

import java.util.List;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.invoices.InvoiceItems;

/** Invoice items: what waits for an invoice, or is put on a draft. */
final class InvoiceItemApi {
    private static final String PRICE =
            " price_data{currency* product* tax_behavior:exclusive|inclusive|unspecified unit_amount:int} pricing{price} ";
    /** What an invoice item and its line have in common. */
    static final String CONTENT =
            " amount:int description discountable:bool metadata{} period{end*:int start*:int} quantity:int "
                    + DiscountApi.DISCOUNTS + PRICE;

    private static final String ITEM = CONTENT + " unit_amount_decimal ";

    private InvoiceItemApi() {}

    static void register(Routes routes) {
        routes.post(
                        "/v1/invoiceitems",
                        "invoiceitem",
                        "customer currency invoice subscription" + ITEM,
                        call -> new Answer.One(InvoiceItems.create(call.step(), call.given())))
                .list(
                        "/v1/invoiceitems",
                        "invoiceitem",
                        "customer invoice pending:bool created:range",
                        InvoiceItemApi::items)
                .get("/v1/invoiceitems/{id}", "invoiceitem", call -> new Answer.One(call.subject("invoiceitem")))
                .post(
                        "/v1/invoiceitems/{id}",
                        "invoiceitem",
                        ITEM,
                        call -> new Answer.One(
                                InvoiceItems.update(call.step(), call.subject("invoiceitem"), call.given())))
                .delete("/v1/invoiceitems/{id}", "invoiceitem", "", InvoiceItemApi::delete);
    }

    private static Answer items(Call call) {
        var query = call.query("invoiceitem");
        for (var filter : new String[] {"customer", "invoice"})
            if (call.given().isSet(filter)) query.only(filter, call.given().text(filter));
        if (call.given().isSet("pending")) {
            var waiting = Fields.empty().set("invoice", null);
            if (call.given().is("pending")) query.example().set("invoice", null);
            else query = query.noneOf(List.of(Fields.empty().set("deleted", true), waiting));
        }
        return new Answer.Many(call.works().page(call.account(), query));
    }

    private static Answer delete(Call call) {
        InvoiceItems.delete(call.step(), call.subject("invoiceitem"));
        return Answer.deleted(call.id(), "invoiceitem");
    }
}
