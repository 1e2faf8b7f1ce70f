package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.balance.Balance;
import org.broadsheet.sandbox.engine.balance.Payouts;

/** The balance, its movements, and what is paid out of it. */
final class BalanceApi {
    private BalanceApi() {}

    static void register(Routes routes) {
        routes.get("/v1/balance", "balance", call -> new Answer.Plain(Balance.shown(call.step())))
                .list(
                        "/v1/balance_transactions",
                        "balance_transaction",
                        "currency payout source type created:range",
                        BalanceApi::movements)
                .get(
                        "/v1/balance_transactions/{id}",
                        "balance_transaction",
                        call -> new Answer.One(call.step().get("balance_transaction", call.id(), "id")));

        routes.post(
                        "/v1/payouts",
                        "payout",
                        "amount*:int currency* description destination method:instant|standard"
                                + " source_type:bank_account|card|fpx statement_descriptor metadata{}",
                        call -> new Answer.One(Payouts.create(call.step(), call.given())))
                .list(
                        "/v1/payouts",
                        "payout",
                        "status destination arrival_date:range created:range",
                        BalanceApi::payouts)
                .get("/v1/payouts/{id}", "payout", call -> new Answer.One(payout(call)))
                .post(
                        "/v1/payouts/{id}",
                        "payout",
                        "metadata{}",
                        call -> new Answer.One(Payouts.update(call.step(), payout(call), call.given())))
                .post(
                        "/v1/payouts/{id}/cancel",
                        "payout",
                        "",
                        call -> new Answer.One(Payouts.cancel(call.step(), payout(call))))
                .post(
                        "/v1/payouts/{id}/reverse",
                        "payout",
                        "metadata{}",
                        call -> new Answer.One(Payouts.reverse(call.step(), payout(call), call.given())));
    }

    private static Doc payout(Call call) {
        return call.step().get("payout", call.id(), "payout");
    }

    private static Answer movements(Call call) {
        var query = call.query("balance_transaction");
        var given = call.given();
        for (var filter : new String[] {"currency", "source", "type"})
            if (given.isSet(filter)) query.example().set(filter, given.node(filter));
        if (given.isSet("payout")) {
            var payout = call.step().get("payout", given.text("payout"), "payout");
            var gathered = Payouts.gathered(payout);
            if (given.isSet("currency") && !given.is("currency", gathered.currency()))
                return new Answer.Many(java.util.List.of(), false);
            query.only("currency", gathered.currency());
            query = query.within(gathered.key(), gathered.since(), gathered.until());
        }
        return new Answer.Many(call.works().page(call.account(), query));
    }

    private static Answer payouts(Call call) {
        var query = call.query("payout");
        for (var filter : new String[] {"status", "destination"})
            if (call.given().isSet(filter))
                query.example().set(filter, call.given().node(filter));
        if (call.given().isSet("arrival_date"))
            query = query.within("arrival_date", call.from("arrival_date"), call.to("arrival_date"));
        return new Answer.Many(call.works().page(call.account(), query));
    }
}
