package org.broadsheet.sandbox.engine.portal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;

/** What each part of a portal may be told to do, and which parts ask for which others. */
final class PortalFeatures {
    private static final int MOST_PRODUCTS = 10;

    private PortalFeatures() {}

    static void take(Step step, Doc configuration, Fields given) {
        var features = configuration.object("features");
        merge(features, given, "customer_update", "enabled", "allowed_updates");
        merge(features, given, "invoice_history", "enabled");
        merge(features, given, "payment_method_update", "enabled");
        merge(features, given, "subscription_cancel", "enabled", "mode", "proration_behavior");
        if (given.isSet("subscription_cancel.cancellation_reason"))
            merge(
                    features.object("subscription_cancel"),
                    given.object("subscription_cancel"),
                    "cancellation_reason",
                    "enabled",
                    "options");
        merge(
                features,
                given,
                "subscription_update",
                "enabled",
                "default_allowed_updates",
                "proration_behavior",
                "billing_cycle_anchor");
        if (given.has("subscription_update.products"))
            configuration
                    .hidden()
                    .set(
                            "products",
                            products(
                                    step,
                                    given.objects("subscription_update.products"),
                                    features.texts("subscription_update.default_allowed_updates")
                                            .contains("quantity")));
        check(features, configuration.hidden().list("products").isEmpty());
    }

    /** An empty list unsets a list; anything else that is empty is left as it was. */
    private static void merge(Fields features, Fields given, String name, String... keys) {
        var wish = given.findObject(name);
        if (wish == null) return;
        var feature = features.object(name);
        for (var key : keys) {
            if (!wish.has(key)) continue;
            var isList = feature.node(key) != null
                    && java.util.Objects.requireNonNull(feature.node(key)).isArray();
            if (isList) feature.set(key, new ArrayList<>(new java.util.LinkedHashSet<>(wish.texts(key))));
            else if (wish.isSet(key) || key.equals("billing_cycle_anchor")) feature.set(key, wish.node(key));
        }
    }

    private static void check(Fields features, boolean noProducts) {
        require(features, "customer_update.enabled", "customer_update.allowed_updates");
        require(
                features,
                "subscription_cancel.cancellation_reason.enabled",
                "subscription_cancel.cancellation_reason.options");
        require(features, "subscription_update.enabled", "subscription_update.default_allowed_updates");
        if (features.is("subscription_update.enabled") && noProducts)
            throw Problem.missingParameter("features[subscription_update][products]");
        if (features.is("subscription_cancel.mode", "at_period_end")
                && !features.is("subscription_cancel.proration_behavior", "none"))
            throw Problem.invalid(
                    "features[subscription_cancel][proration_behavior]",
                    "Prorations are only made when the mode is `immediately`.");
    }

    private static void require(Fields features, String enabled, String list) {
        if (features.is(enabled) && features.list(list).isEmpty())
            throw Problem.missingParameter("features[" + list.replace(".", "][") + "]");
    }

    private static List<Fields> products(Step step, List<Fields> wishes, boolean adjustable) {
        var param = "features[subscription_update][products]";
        if (wishes.size() > MOST_PRODUCTS)
            throw Problem.invalid(param, "You can offer at most " + MOST_PRODUCTS + " products.");
        var products = new ArrayList<Fields>();
        var rhythms = new HashSet<String>();
        for (var wish : wishes) {
            var at = param + "[" + products.size() + "]";
            var product = step.get("product", wish.text("product"), at + "[product]");
            rhythms.clear();
            for (var id : wish.texts("prices")) {
                var price = step.get("price", id, at + "[prices]");
                if (!price.is("product", product.id()))
                    throw Problem.invalid(at + "[prices]", "The price " + id + " is not one of " + product.id() + ".");
                if (!price.is("type", "recurring") || !price.isSet("unit_amount"))
                    throw Problem.invalid(at + "[prices]", "The price " + id + " is not recurring.");
                if (!rhythms.add(price.text("currency") + price.object("recurring") + price.number("unit_amount")))
                    throw Problem.invalid(at + "[prices]", "Two prices of a product are the same: " + id + ".");
            }
            if (rhythms.isEmpty()) throw Problem.missingParameter(at + "[prices]");
            products.add(Fields.empty()
                    .set("adjustable_quantity", quantity(wish, adjustable, at))
                    .set("prices", wish.list("prices"))
                    .set("product", product.id()));
        }
        return products;
    }

    /** Whoever says nothing of it lets the quantity be changed wherever customers may change one. */
    private static Fields quantity(Fields wish, boolean adjustable, String at) {
        var minimum = wish.number("adjustable_quantity.minimum", 1);
        var maximum = wish.findNumber("adjustable_quantity.maximum");
        if (minimum < 1 || maximum != null && maximum < minimum)
            throw Problem.invalid(at + "[adjustable_quantity]", "A quantity goes from 1 or more to at least as much.");

        return Fields.empty()
                .set("enabled", wish.isSet("adjustable_quantity") ? wish.is("adjustable_quantity.enabled") : adjustable)
                .set("maximum", maximum)
                .set("minimum", minimum);
    }
}
