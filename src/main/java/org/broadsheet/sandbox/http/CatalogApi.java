package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.catalog.Catalog;

/** Products and prices. */
final class CatalogApi {
    private static final String PRODUCT =
            " active:bool description images[] marketing_features[]{name*} metadata{} shippable:bool statement_descriptor unit_label url ";
    private static final String RECURRING = " recurring{interval*:day|month|week|year interval_count:int} ";
    private static final String TAX = " tax_behavior:exclusive|inclusive|unspecified ";
    private static final String PRICE = " active:bool lookup_key metadata{} nickname transfer_lookup_key:bool " + TAX;

    private CatalogApi() {}

    static void register(Routes routes) {
        routes.post(
                        "/v1/products",
                        "product",
                        "name* id default_price_data{currency* unit_amount:int metadata{} " + RECURRING + TAX + "}"
                                + PRODUCT,
                        call -> new Answer.One(Catalog.createProduct(call.step(), call.given())))
                .list(
                        "/v1/products",
                        "product",
                        "active:bool ids[] shippable:bool url created:range",
                        CatalogApi::products)
                .get("/v1/products/{id}", "product", call -> new Answer.One(call.subject("product")))
                .post(
                        "/v1/products/{id}",
                        "product",
                        "name default_price" + PRODUCT,
                        call -> new Answer.One(
                                Catalog.updateProduct(call.step(), call.subject("product"), call.given())))
                .delete("/v1/products/{id}", "product", "", call -> {
                    Catalog.deleteProduct(call.step(), call.subject("product"));
                    return Answer.deleted(call.id(), "product");
                });

        routes.post(
                        "/v1/prices",
                        "price",
                        "currency* unit_amount:int product product_data{name* active:bool id metadata{} statement_descriptor unit_label}"
                                + " custom_unit_amount{enabled*:bool maximum:int minimum:int preset:int}"
                                + RECURRING + PRICE,
                        call -> new Answer.One(Catalog.createPrice(call.step(), call.given())))
                .list(
                        "/v1/prices",
                        "price",
                        "active:bool currency product type:one_time|recurring lookup_keys[]"
                                + " recurring{interval:day|month|week|year usage_type:licensed|metered} created:range",
                        CatalogApi::prices)
                .get("/v1/prices/{id}", "price", call -> new Answer.One(call.subject("price")))
                .post(
                        "/v1/prices/{id}",
                        "price",
                        PRICE,
                        call -> new Answer.One(Catalog.updatePrice(call.step(), call.subject("price"), call.given())));
    }

    private static Answer products(Call call) {
        var query = call.query("product")
                .anyOf(call.given().texts("ids").stream()
                        .map(id -> Fields.empty().set("id", id))
                        .toList());
        for (var filter : new String[] {"active", "shippable", "url"})
            if (call.given().isSet(filter))
                query.example().set(filter, call.given().node(filter));
        return new Answer.Many(call.works().page(call.account(), query));
    }

    private static Answer prices(Call call) {
        var query = call.query("price")
                .anyOf(call.given().texts("lookup_keys").stream()
                        .map(key -> Fields.empty().set("lookup_key", key))
                        .toList());
        for (var filter : new String[] {"active", "currency", "product", "recurring", "type"})
            if (call.given().isSet(filter))
                query.example().set(filter, call.given().node(filter));
        return new Answer.Many(call.works().page(call.account(), query));
    }
}
