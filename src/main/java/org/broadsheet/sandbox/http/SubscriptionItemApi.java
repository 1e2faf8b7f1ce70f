package org.broadsheet.sandbox.http;

import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.billing.Subscriptions;

/** Subscription items, each as an object of its own: another way to say what a subscription consists of. */
final class SubscriptionItemApi {
    private static final String HOW = SubscriptionApi.PRORATION + SubscriptionApi.PAYMENT + " proration_date:int ";
    private static final String ITEM = " price quantity:int metadata{} " + SubscriptionApi.PRICE_DATA;
    private static final String[] OF_THE_ITEM = {"price", "price_data", "quantity", "metadata", "id", "deleted"};
    private static final String[] OF_THE_CHANGE = {
        "proration_behavior", "payment_behavior", "proration_date", "off_session"
    };

    private SubscriptionItemApi() {}

    static void register(Routes routes) {
        routes.list("/v1/subscription_items", "subscription_item", "subscription*", SubscriptionItemApi::items)
                .post("/v1/subscription_items", "subscription_item", "subscription*" + ITEM + HOW, call -> {
                    var id = call.given().text("subscription");
                    var subscription = call.step().get("subscription", id, "subscription");
                    change(call, subscription, call.given());
                    return new Answer.One(
                            alone(subscription.objects("items.data").getLast()));
                })
                .get(
                        "/v1/subscription_items/{id}",
                        "subscription_item",
                        call -> new Answer.One(alone(item(holder(call), call.id()))))
                .post(
                        "/v1/subscription_items/{id}",
                        "subscription_item",
                        "off_session:bool" + ITEM + HOW,
                        SubscriptionItemApi::update)
                .delete("/v1/subscription_items/{id}", "subscription_item", HOW, SubscriptionItemApi::delete);
    }

    private static Answer items(Call call) {
        var subscription = call.step().get("subscription", call.given().text("subscription"), "subscription");
        return Lists.within(call, subscription.objects("items.data").reversed());
    }

    private static Answer update(Call call) {
        var subscription = holder(call);
        change(call, subscription, call.given().set("id", call.id()));
        return new Answer.One(alone(item(subscription, call.id())));
    }

    private static Answer delete(Call call) {
        change(call, holder(call), call.given().set("id", call.id()).set("deleted", true));
        return Answer.deleted(call.id(), "subscription_item");
    }

    private static void change(Call call, Doc subscription, Fields given) {
        var wish = Fields.empty().take(given, OF_THE_ITEM);
        Subscriptions.update(
                call.step(),
                subscription,
                Fields.empty().take(given, OF_THE_CHANGE).set("items", List.of(wish)));
    }

    private static Doc holder(Call call) {
        var item = Fields.empty().set("id", call.id());
        var holders = call.step()
                .like("subscription", Fields.empty().set("items", Fields.empty().set("data", List.of(item))));
        if (holders.isEmpty()) throw Problem.unknownObject("subscription_item", call.id(), "item");
        return holders.getFirst();
    }

    private static Fields item(Doc subscription, String id) {
        return subscription.objects("items.data").stream()
                .filter(item -> item.is("id", id))
                .findFirst()
                .orElseThrow();
    }

    private static Doc alone(Fields item) {
        return new Doc(item.json(), Fields.empty().json());
    }
}
