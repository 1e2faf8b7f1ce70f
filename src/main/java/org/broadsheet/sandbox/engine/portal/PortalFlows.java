package org.broadsheet.sandbox.engine.portal;

import java.util.ArrayList;
import org.broadsheet.sandbox.engine.Addresses;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** Deep links: a session that is about one thing, and where it leads when that is done. */
final class PortalFlows {
    private PortalFlows() {}

    static Fields flow(Step step, Doc customer, Doc configuration, Fields given, Fields wish) {
        var type = wish.text("type");
        var flow = Fields.empty()
                .set("after_completion", afterCompletion(given, wish))
                .set("subscription_cancel", null)
                .set("subscription_update", null)
                .set("subscription_update_confirm", null)
                .set("type", type);
        for (var other : new String[] {"subscription_cancel", "subscription_update", "subscription_update_confirm"})
            if (wish.isSet(other) && !other.equals(type))
                throw Problem.invalid(
                        "flow_data[" + other + "]", "This can only be given with the flow type `" + other + "`.");
        switch (type) {
            case "payment_method_update" -> require(configuration, "payment_method_update");
            case "subscription_cancel" -> {
                require(configuration, "subscription_cancel");
                var subscription = subscription(step, customer, wish, type);
                if (PortalSubscriptions.ends(subscription))
                    throw Problem.invalid(
                            "flow_data[subscription_cancel][subscription]",
                            "This subscription is already set to be canceled.");
                flow.set(type, Fields.empty().set("retention", null).set("subscription", subscription.id()));
            }
            case "subscription_update" -> {
                require(configuration, "subscription_update");
                var subscription = subscription(step, customer, wish, type);
                PortalSubscriptions.requireSimple(subscription);
                flow.set(type, Fields.empty().set("subscription", subscription.id()));
            }
            default -> {
                require(configuration, "subscription_update");
                var subscription = subscription(step, customer, wish, type);
                flow.set(
                        type,
                        Fields.empty()
                                .set("discounts", null)
                                .set("items", items(step, configuration, subscription, wish))
                                .set("subscription", subscription.id()));
            }
        }
        return flow;
    }

    private static Fields afterCompletion(Fields given, Fields wish) {
        var type = wish.maybe("after_completion.type").orElse("portal_homepage");
        var redirects = type.equals("redirect");
        if (redirects && !wish.isSet("after_completion.redirect"))
            throw Problem.missingParameter("flow_data[after_completion][redirect]");
        Addresses.check(given, "flow_data.after_completion.redirect.return_url");
        var confirms = type.equals("hosted_confirmation");
        return Fields.empty()
                .set(
                        "hosted_confirmation",
                        confirms
                                ? Fields.empty()
                                        .set(
                                                "custom_message",
                                                wish.find("after_completion.hosted_confirmation.custom_message"))
                                : null)
                .set(
                        "redirect",
                        redirects
                                ? Fields.empty().set("return_url", wish.text("after_completion.redirect.return_url"))
                                : null)
                .set("type", type);
    }

    private static void require(Doc configuration, String feature) {
        if (!configuration.is("features." + feature + ".enabled"))
            throw Problem.invalid(
                    "flow_data[type]",
                    "The portal configuration " + configuration.id() + " does not enable the feature `" + feature
                            + "`.");
    }

    private static Doc subscription(Step step, Doc customer, Fields wish, String type) {
        var param = "flow_data[" + type + "][subscription]";
        var id = wish.find(type + ".subscription");
        if (id == null) throw Problem.missingParameter("flow_data[" + type + "]");
        var subscription = step.get("subscription", id, param);
        if (!subscription.is("customer", customer.id())) throw Problem.unknownObject("subscription", id, param);
        if (!PortalSubscriptions.isShown(subscription))
            throw Problem.invalid(param, "This subscription has ended and can no longer be changed.");

        return subscription;
    }

    private static ArrayList<Fields> items(Step step, Doc configuration, Doc subscription, Fields wish) {
        var items = new ArrayList<Fields>();
        var param = "flow_data[subscription_update_confirm][items]";
        PortalSubscriptions.requireSimple(subscription);
        for (var item : wish.objects("subscription_update_confirm.items")) {
            var at = param + "[" + items.size() + "]";
            var known = PortalSubscriptions.item(subscription);
            if (!known.is("id", item.text("id")))
                throw Problem.unknownObject("subscription_item", item.text("id"), at + "[id]");
            var price = item.find("price");
            var quantity = item.findNumber("quantity");
            check(step, configuration, known, price, quantity, at);
            items.add(Fields.empty()
                    .set("id", item.text("id"))
                    .set("price", price == null ? known.text("price.id") : price)
                    .set("quantity", quantity == null ? known.number("quantity") : quantity));
        }
        if (items.size() != 1) throw Problem.invalid(param, "Name the one item that is to be changed.");
        return items;
    }

    private static void check(
            Step step, Doc configuration, Fields item, @Nullable String price, @Nullable Long quantity, String at) {
        if (price != null) step.get("price", price, at + "[price]");
        var chosen = price == null ? item.text("price.id") : price;
        PortalPlans.check(configuration, item, chosen, quantity == null ? item.number("quantity") : quantity, at);
    }
}
