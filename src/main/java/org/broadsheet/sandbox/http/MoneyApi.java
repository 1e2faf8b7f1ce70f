package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;

/** Payment intents, and the account they pay. */
final class MoneyApi {
    private MoneyApi() {}

    static void register(Routes routes) {
        routes.list(
                        "/v1/payment_intents",
                        "payment_intent",
                        "customer created:range",
                        call -> call.list("payment_intent", "customer"))
                .get(
                        "/v1/payment_intents/{id}",
                        "payment_intent",
                        call -> new Answer.One(call.step().get("payment_intent", call.id(), "intent")))
                .post(
                        "/v1/payment_intents/{id}",
                        "payment_intent",
                        "metadata{} description",
                        call -> new Answer.One(
                                described(call, call.step().get("payment_intent", call.id(), "intent"))));

        routes.get("/v1/account", "account", MoneyApi::account);
    }

    private static Doc described(Call call, Doc doc) {
        doc.take(call.given(), "description");
        doc.mergeMetadata(call.given());
        return doc;
    }

    private static Answer account(Call call) {
        var account = call.account();
        return new Answer.Plain(Fields.empty()
                .set("id", account.stripeId())
                .set("object", "account")
                .set("business_profile", Fields.empty().set("name", "Sandbox").set("url", null))
                .set("business_type", null)
                .set("charges_enabled", true)
                .set("country", "DE")
                .set("created", account.created())
                .set("default_currency", "eur")
                .set("details_submitted", true)
                .set("email", "sandbox@example.org")
                .set("metadata", Fields.empty())
                .set("payouts_enabled", true)
                .set(
                        "settings",
                        Fields.empty()
                                .set(
                                        "dashboard",
                                        Fields.empty()
                                                .set("display_name", "Sandbox")
                                                .set("timezone", "Etc/UTC")))
                .set("type", "standard"));
    }
}
