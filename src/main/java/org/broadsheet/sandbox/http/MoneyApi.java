package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Fields;

/** The account that the money belongs to. */
final class MoneyApi {
    private MoneyApi() {}

    static void register(Routes routes) {
        routes.get("/v1/account", "account", MoneyApi::account);
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
