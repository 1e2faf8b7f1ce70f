package org.broadsheet.sandbox.engine.checkout;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.sandbox.engine.Addresses;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Emails;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Shapes;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.catalog.Catalog;
import org.broadsheet.sandbox.engine.payments.IntentMethods;
import org.broadsheet.sandbox.engine.payments.SetupIntents;
import org.jspecify.annotations.Nullable;

/** Checkout sessions until they are paid: made, changed, expired. Paying is {@link CheckoutPayment}. */
public final class Checkouts {
    private static final long HALF_AN_HOUR = 1_800;
    private static final long A_DAY = 86_400;

    private Checkouts() {}

    public static Doc create(Step step, Fields given) {
        var mode = given.maybe("mode").orElseThrow(() -> Problem.missingParameter("mode"));
        if (!given.isSet("success_url")) throw Problem.missingParameter("success_url");
        Addresses.checkTemplate(given, "success_url");
        Addresses.checkTemplate(given, "cancel_url");
        checkCombinations(given, mode);

        SessionSums.checkStart(step, given);

        var session = step.create("checkout.session", Ids.session());
        var keeps = mode.equals("setup");
        var lines = keeps ? List.<Fields>of() : lines(step, given, mode);
        var wished = given.maybe("currency").map(Catalog::currency).orElse(null);
        var currency = keeps ? wished : lines.getFirst().text("currency");
        if (wished != null && !wished.equals(currency))
            throw Problem.invalid("currency", "The line items' prices are not in " + wished + ".");
        for (var key : new String[] {"discounts", "allow_promotion_codes"})
            if (keeps && given.isSet(key))
                throw Problem.invalid(key, "You can not pass `" + key + "` in `setup` mode.");
        session.set("mode", mode)
                .set("currency", currency)
                .set("payment_method_types", methodTypes(given, currency))
                .set("expires_at", expiry(step, given))
                .set("url", step.address() + "/c/pay/" + session.id())
                .set("customer_creation", mode.equals("payment") ? "if_required" : null)
                .set("payment_method_collection", mode.equals("payment") ? "if_required" : "always")
                .set("metadata", Fields.empty())
                .take(
                        given,
                        "success_url",
                        "cancel_url",
                        "client_reference_id",
                        "customer_email",
                        "customer_creation",
                        "locale",
                        "payment_method_collection",
                        "submit_type");
        session.mergeMetadata(given);
        Questions.take(session, given);
        Questions.takeUpdate(session, given);
        SessionInvoice.take(session, given, mode);
        takeCustomer(step, session, given);
        takeCustomText(session, given);
        session.hidden()
                .set("lines", lines)
                .take(given, "subscription_data", "payment_intent_data", "setup_intent_data");
        if (keeps) {
            session.set("setup_intent", CheckoutSetup.begin(step, session).id());
            return session;
        }
        SessionDiscounts.take(step, session, given);
        session.take(given, "allow_promotion_codes");
        SessionSums.draw(step, session);
        SessionSums.check(session);
        return session;
    }

    /** Named ones, or all that the currency allows. */
    static List<String> methodTypes(Fields given, @Nullable String currency) {
        var all = IntentMethods.all(currency);
        if (!given.isSet("payment_method_types")) return all;
        var named = given.texts("payment_method_types");
        for (var type : named)
            if (!all.contains(type))
                throw Problem.invalid(
                        "payment_method_types",
                        "The payment method type `" + type + "` cannot be used with the currency `" + currency + "`.");
        if (named.isEmpty()) throw Problem.invalid("payment_method_types", "Invalid array");
        return named;
    }

    private static void checkCombinations(Fields given, String mode) {
        if (given.isSet("customer") && given.isSet("customer_email"))
            throw Problem.invalid(
                    "customer_email", "You may only specify one of these parameters: customer, customer_email.");
        Emails.check(given.find("customer_email"), "customer_email");
        Emails.check(given.find("payment_intent_data.receipt_email"), "payment_intent_data[receipt_email]");
        if (given.isSet("subscription_data") && !mode.equals("subscription"))
            throw Problem.invalid("subscription_data", "You can not pass `subscription_data` in `" + mode + "` mode.");
        if (given.isSet("payment_intent_data") && !mode.equals("payment"))
            throw Problem.invalid(
                    "payment_intent_data", "You can not pass `payment_intent_data` in `" + mode + "` mode.");
        if (given.isSet("customer_creation") && !mode.equals("payment"))
            throw Problem.invalid("customer_creation", "`customer_creation` can only be used in `payment` mode.");
        if (given.isSet("payment_method_collection") && !mode.equals("subscription"))
            throw Problem.invalid(
                    "payment_method_collection",
                    "`payment_method_collection` can only be used in `subscription` mode.");
        if (given.isSet("setup_intent_data") && !mode.equals("setup"))
            throw Problem.invalid("setup_intent_data", "You can not pass `setup_intent_data` in `" + mode + "` mode.");
        if (mode.equals("setup")) {
            if (given.isSet("line_items"))
                throw Problem.invalid("line_items", "You can not pass `line_items` in `setup` mode.");
            return;
        }
        if (!given.isSet("line_items") || given.list("line_items").isEmpty())
            throw Problem.missingParameter("line_items");
    }

    private static long expiry(Step step, Fields given) {
        var wish = given.findNumber("expires_at");
        if (wish == null) return step.now() + A_DAY;
        if (wish < step.now() + HALF_AN_HOUR - 5 || wish > step.now() + A_DAY + 5)
            throw Problem.invalid(
                    "expires_at",
                    "The `expires_at` timestamp must be at least 30 minutes and less than 24 hours from Checkout Session creation.");

        return wish;
    }

    private static void takeCustomer(Step step, Doc session, Fields given) {
        var known = given.find("customer");
        if (known == null) return;
        var customer = step.get("customer", known, "customer");
        session.set("customer", customer.id())
                .set("customer_creation", null)
                .set("customer_details", Questions.details(new Buyer(customer.find("email"), null, null, null, false)));
    }

    private static void takeCustomText(Doc session, Fields given) {
        for (var place : new String[] {"after_submit", "shipping_address", "submit", "terms_of_service_acceptance"}) {
            var message = given.find("custom_text." + place + ".message");
            if (message != null)
                session.set("custom_text." + place, Fields.empty().set("message", message));
        }
    }

    static List<Fields> lines(Step step, Fields given, String mode) {
        var lines = new ArrayList<Fields>();
        for (var wish : given.objects("line_items")) {
            var param = "line_items[" + lines.size() + "]";
            var price = priceOf(step, wish, param);
            if (mode.equals("payment") && price.is("type", "recurring"))
                throw Problem.invalid(
                        param, "You specified `payment` mode but passed a recurring price. Use `subscription` mode.");
            var line = line(step, price, wish.number("quantity", 1));
            Quantities.take(line, wish, param);
            lines.add(line);
        }
        if (mode.equals("subscription") && lines.stream().noneMatch(line -> line.is("price.type", "recurring")))
            throw Problem.invalid(
                    "line_items", "You must provide at least one recurring price in `subscription` mode.");
        if (lines.stream().anyMatch(line -> line.isSet("price.custom_unit_amount"))
                && (lines.size() > 1 || lines.getFirst().number("quantity") != 1))
            throw Problem.invalid(
                    "line_items",
                    "A price with `custom_unit_amount` must be the only line item, with a quantity of 1.");
        if (lines.stream().map(line -> line.text("currency")).distinct().count() > 1)
            throw Problem.invalid("line_items", "All line items must have the same currency.");

        return lines;
    }

    static boolean anyRepeats(Step step, List<Fields> wishes) {
        return wishes.stream()
                .anyMatch(wish -> wish.isSet("price_data.recurring") || isRecurring(step.find(wish.find("price"))));
    }

    private static boolean isRecurring(@Nullable Doc price) {
        return price != null && price.is("type", "recurring");
    }

    private static Doc priceOf(Step step, Fields wish, String param) {
        var inline = wish.findObject("price_data");
        if (inline != null) return Catalog.inlinePrice(step, inline, param + "[price_data]");
        var known = wish.find("price");
        if (known == null) throw Problem.missingParameter(param + "[price]");
        var price = step.get("price", known, param + "[price]");
        if (!Catalog.isSold(price, wish))
            throw Problem.invalid(
                    param + "[price]", "The price specified is inactive. This field only accepts active prices.");
        return price;
    }

    private static Fields line(Step step, Doc price, long quantity) {
        Catalog.checkQuantity(quantity);
        var amount = price.number("unit_amount", price.number("custom_unit_amount.preset", 0)) * quantity;
        return new Fields(Shapes.blank("item"))
                .set("id", Ids.fresh("li_"))
                .set("amount_subtotal", amount)
                .set("amount_total", amount)
                .set("currency", price.text("currency"))
                .set("description", Catalog.name(step, price))
                .set("price", price)
                .set("quantity", quantity);
    }

    public static Doc update(Step step, Doc session, Fields given) {
        session.mergeMetadata(given);
        return session;
    }

    public static Doc expire(Step step, Doc session) {
        if (!session.is("status", "open"))
            throw Problem.invalid(
                    "session",
                    "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of `"
                            + session.find("status") + "`.");

        session.set("status", "expired").set("url", null);
        dropPayment(step, session);
        var setup = CheckoutSetup.intent(step, session);
        if (setup != null) SetupIntents.cancel(step, setup, (String) null);
        step.tell("checkout.session.expired", session);
        return session;
    }

    /** Nobody will try to pay in this session any more. */
    static void dropPayment(Step step, Doc session) {
        var intent = step.find(session.hidden().find("payment_intent"));
        if (intent == null) return;
        intent.set("status", "canceled")
                .set("canceled_at", step.now())
                .set("cancellation_reason", "automatic")
                .set("next_action", null);
        step.tell("payment_intent.canceled", intent);
    }
}
