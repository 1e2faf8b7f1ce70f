package org.broadsheet.sandbox.engine.catalog;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Limits;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** What is sold: products, and prices that never change their amount. */
public final class Catalog {
    private static final long LARGEST_QUANTITY = 10_000;

    private static final String[] DESCRIBED = {
        "name",
        "active",
        "description",
        "images",
        "marketing_features",
        "shippable",
        "unit_label",
        "url",
        "statement_descriptor"
    };

    private Catalog() {}

    public static Doc createProduct(Step step, Fields given) {
        var id = given.maybe("id").orElse(Ids.fresh("prod_"));
        if (!id.matches("[\\w-]{1,255}")) throw Problem.invalid("id", "Invalid product id.");
        if (Ids.isTaken(step, id)) throw Problem.invalid("id", "resource_already_exists", "Product already exists.");
        var product = step.create("product", id);
        product.set("updated", step.now());
        describe(product, given);
        product.mergeMetadata(given);
        step.tell("product.created", product);
        var price = given.findObject("default_price_data");
        if (price != null) {
            product.set(
                    "default_price",
                    createPrice(step, price, product.id(), true).id());
            step.tell("product.updated", product);
        }
        return product;
    }

    public static Doc updateProduct(Step step, Doc product, Fields given) {
        if (given.has("name") && !given.isSet("name"))
            throw Problem.invalid("name", "parameter_invalid_empty", "A product needs a name.");
        var price = given.find("default_price");
        if (price != null && !step.get("price", price, "default_price").is("product", product.id()))
            throw Problem.invalid("default_price", "The price " + price + " belongs to another product.");
        describe(product, given);
        if (price != null) product.set("default_price", price);
        product.mergeMetadata(given).set("updated", step.now());
        step.tell("product.updated", product);
        return product;
    }

    private static void describe(Doc product, Fields given) {
        product.take(given, DESCRIBED);
        for (var list : new String[] {"images", "marketing_features"})
            if (!product.isSet(list)) product.set(list, List.of());
    }

    /** What has been sold stays in the books, so only a product without prices can go. */
    public static void deleteProduct(Step step, Doc product) {
        if (!step.like("price", Fields.empty().set("product", product.id())).isEmpty())
            throw Problem.invalid(
                    null, "This product cannot be deleted because it has one or more user-created prices.");

        step.tell("product.deleted", product);
        var id = product.id();
        product.json().removeAll();
        product.set("id", id).set("object", "product").set("deleted", true);
    }

    public static Doc createPrice(Step step, Fields given) {
        return createPrice(step, given, productOf(step, given, ""), true);
    }

    /** A price that a session or subscription brings along: it can be used once, so it is not offered again. */
    public static Doc inlinePrice(Step step, Fields given, String param) {
        var price = createPrice(step, given, productOf(step, given, param), false);
        price.hidden().set("inline", true);
        return price;
    }

    /** Asks for a price that a link or a plan has promised: one that it has brought along is never on sale. */
    public static Fields promised(Fields wish) {
        return wish.set("promised", true);
    }

    /** Nobody can call a price promised from outside: no list of parameters has the word. */
    public static boolean isSold(Doc price, Fields wish) {
        return price.is("active") || wish.is("promised") && price.hidden().is("inline");
    }

    private static String productOf(Step step, Fields given, String param) {
        var known = given.find("product");
        if (known != null)
            return step.get("product", known, param.isEmpty() ? "product" : param + "[product]")
                    .id();
        var described = given.findObject("product_data");
        if (described == null) throw Problem.missingParameter(param.isEmpty() ? "product" : param + "[product]");

        var product = createProduct(step, described);
        if (!param.isEmpty()) product.set("active", false);
        return product.id();
    }

    private static Doc createPrice(Step step, Fields given, String product, boolean active) {
        var amount = given.findNumber("unit_amount");
        if (amount == null && !given.isSet("custom_unit_amount")) throw Problem.missingParameter("unit_amount");
        if (amount != null && amount < 0)
            throw Problem.invalid(
                    "unit_amount", "parameter_invalid_integer", "This value must be greater than or equal to 0.");

        if (amount != null && amount > Limits.LARGEST_AMOUNT) throw Limits.tooLarge("unit_amount");

        checkChoice(given);
        var price = step.create("price", Ids.fresh("price_"));
        price.set("active", active && !given.is("active", "false"))
                .set("currency", currency(given.text("currency")))
                .set("product", product)
                .set("unit_amount", amount)
                .set("unit_amount_decimal", amount == null ? null : Long.toString(amount))
                .take(given, "active", "nickname", "tax_behavior");
        var custom = given.findObject("custom_unit_amount");
        if (custom != null)
            price.set(
                    "custom_unit_amount",
                    Fields.empty()
                            .set("maximum", custom.findNumber("maximum"))
                            .set("minimum", custom.findNumber("minimum"))
                            .set("preset", custom.findNumber("preset")));
        var recurring = given.findObject("recurring");
        if (recurring != null)
            price.set("type", "recurring")
                    .set(
                            "recurring",
                            Fields.empty()
                                    .set("interval", recurring.text("interval"))
                                    .set("interval_count", intervals(recurring))
                                    .set("meter", null)
                                    .set("trial_period_days", null)
                                    .set("usage_type", "licensed"));
        price.mergeMetadata(given);
        takeLookupKey(step, price, given);
        step.tell("price.created", price);
        return price;
    }

    /** What the buyer may choose is a single payment, and its bounds are in order. */
    private static void checkChoice(Fields given) {
        var custom = given.findObject("custom_unit_amount");
        if (custom == null) return;
        if (!custom.is("enabled")) throw Problem.invalid("custom_unit_amount[enabled]", "This value must be true.");
        if (given.isSet("unit_amount"))
            throw Problem.invalid(
                    "custom_unit_amount",
                    "You may only specify one of these parameters: unit_amount, custom_unit_amount.");
        if (given.isSet("recurring"))
            throw Problem.invalid("custom_unit_amount", "`custom_unit_amount` can only be used with one-time prices.");
        var least = custom.number("minimum", 0);
        var most = custom.number("maximum", Limits.LARGEST_AMOUNT);
        if (least < 0 || most > Limits.LARGEST_AMOUNT || most < least)
            throw Problem.invalid(
                    "custom_unit_amount",
                    "The minimum must not be above the maximum of at most " + Limits.LARGEST_AMOUNT + ".");
        var preset = custom.findNumber("preset");
        if (preset != null && (preset < least || preset > most))
            throw Problem.invalid(
                    "custom_unit_amount[preset]", "The preset must lie between the minimum and the maximum.");
    }

    public static Doc updatePrice(Step step, Doc price, Fields given) {
        price.take(given, "active", "nickname", "tax_behavior");
        price.mergeMetadata(given);
        takeLookupKey(step, price, given);
        step.tell("price.updated", price);
        return price;
    }

    private static void takeLookupKey(Step step, Doc price, Fields given) {
        if (!given.has("lookup_key")) return;
        var key = given.find("lookup_key");
        if (key != null) freeLookupKey(step, key, price, given.is("transfer_lookup_key"));
        price.set("lookup_key", key);
    }

    private static void freeLookupKey(Step step, String key, Doc taker, boolean transfer) {
        for (var holder : step.like("price", Fields.empty().set("lookup_key", key))) {
            if (holder == taker) continue;
            if (!transfer)
                throw Problem.invalid("lookup_key", "A price (`" + holder.id() + "`) already uses that lookup key.");
            holder.set("lookup_key", null);
            step.tell("price.updated", holder);
        }
    }

    /** Stripe allows three years at most between two payments. */
    private static long intervals(Fields recurring) {
        var count = recurring.number("interval_count", 1);
        var most = switch (recurring.text("interval")) {
            case "year" -> 3;
            case "month" -> 36;
            case "week" -> 156;
            default -> 1_095;
        };
        if (count < 1 || count > most)
            throw Problem.invalid("recurring[interval_count]", "An interval is at least 1 and at most three years.");
        return count;
    }

    public static long checkQuantity(long quantity) {
        if (quantity < 1 || quantity > LARGEST_QUANTITY)
            throw Problem.invalid("quantity", "Quantity must be between 1 and " + LARGEST_QUANTITY + ".");

        return quantity;
    }

    public static String currency(String given) {
        try {
            var currency = Currency.getInstance(given.toUpperCase(Locale.ROOT));
            if (currency.getDefaultFractionDigits() >= 0)
                return currency.getCurrencyCode().toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException unknown) {
            // The same answer as for gold and other things without a smallest unit.
        }
        throw Problem.invalid("currency", "Invalid currency: " + given);
    }

    public static @Nullable String name(Step step, Doc price) {
        var product = step.find(price.text("product"));
        return product == null ? null : product.find("name");
    }
}
