package org.broadsheet.sandbox.engine.checkout;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.sandbox.engine.Addresses;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.billing.Trials;
import org.broadsheet.sandbox.engine.catalog.Catalog;
import org.jspecify.annotations.Nullable;

/** An address that anybody can be given: whoever opens it gets a Checkout session of their own. */
public final class PaymentLinks {
    private static final String[] OF_SESSIONS = {
        "customer_creation",
        "submit_type",
        "custom_text",
        "allow_promotion_codes",
        "billing_address_collection",
        "phone_number_collection",
        "consent_collection",
        "payment_method_types"
    };

    private PaymentLinks() {}

    public static Doc create(Step step, Fields given) {
        var link = step.create("payment_link", Ids.fresh("plink_"));
        var lines = lines(step, given);
        var repeats = repeats(lines);
        link.hidden().set("lines", lines).set("mode", repeats ? "subscription" : "payment");
        link.set("currency", lines.getFirst().text("currency"))
                .set("url", step.address() + "/b/test_" + link.id().substring("plink_".length()))
                .set("payment_method_collection", repeats ? "always" : "if_required");
        take(link, given);
        takeData(link, given);
        checkSum(link);
        step.tell("payment_link.created", link);
        return link;
    }

    public static Doc update(Step step, Doc link, Fields given) {
        link.take(given, "active");
        takeLines(link, given);
        take(link, given);
        takeData(link, given);
        step.tell("payment_link.updated", link);
        return link;
    }

    private static List<Fields> lines(Step step, Fields given) {
        var wishes = given.objects("line_items");
        if (wishes.isEmpty()) throw Problem.missingParameter("line_items");
        var repeats = Checkouts.anyRepeats(step, wishes);
        return Checkouts.lines(step, given, repeats ? "subscription" : "payment");
    }

    /** What nobody could ever pay is not offered. */
    private static void checkSum(Doc link) {
        var lines = link.hidden().objects("lines");
        if (lines.stream().anyMatch(line -> line.isSet("price.custom_unit_amount"))) return;
        var sum = lines.stream().mapToLong(line -> line.number("amount_total")).sum();
        SessionSums.check(sum, link.text("currency"), link.hidden().is("mode", "payment"));
    }

    private static void takeLines(Doc link, Fields given) {
        var place = 0;
        for (var wish : given.objects("line_items")) {
            var param = "line_items[" + place++ + "]";
            var line = link.hidden().objects("lines").stream()
                    .filter(each -> each.is("id", wish.text("id")))
                    .findFirst()
                    .orElseThrow(() -> Problem.unknownObject("item", wish.text("id"), param + "[id]"));
            Quantities.set(line, wish.number("quantity", line.number("quantity")));
            Quantities.take(line, wish, param);
        }
        checkSum(link);
    }

    private static boolean repeats(List<Fields> lines) {
        return lines.stream().anyMatch(line -> line.is("price.type", "recurring"));
    }

    private static void take(Doc link, Fields given) {
        var repeats = link.hidden().is("mode", "subscription");
        if (given.isSet("customer_creation") && repeats)
            throw Problem.invalid("customer_creation", "`customer_creation` can only be used in `payment` mode.");
        link.take(given, "inactive_message").mergeMetadata(given);
        Questions.take(link, given);
        SessionInvoice.take(link, given, link.hidden().text("mode"));
        if (given.isSet("allow_promotion_codes")) link.take(given, "allow_promotion_codes");
        takeMethods(link, given, repeats);
        for (var key : new String[] {"customer_creation", "submit_type"})
            if (given.isSet(key)) link.set(key, given.text(key));
        for (var place : new String[] {"after_submit", "shipping_address", "submit", "terms_of_service_acceptance"})
            if (given.has("custom_text." + place))
                link.set("custom_text." + place, given.findObject("custom_text." + place));
        if (given.isSet("after_completion")) link.set("after_completion", afterCompletion(given));
        if (given.has("restrictions")) link.set("restrictions", restrictions(link, given));
    }

    private static void takeMethods(Doc link, Fields given, boolean repeats) {
        if (given.has("payment_method_types"))
            link.set(
                    "payment_method_types",
                    given.isSet("payment_method_types") ? Checkouts.methodTypes(given, link.text("currency")) : null);
        if (!given.isSet("payment_method_collection")) return;
        if (!repeats)
            throw Problem.invalid(
                    "payment_method_collection",
                    "`payment_method_collection` can only be used in `subscription` mode.");
        link.take(given, "payment_method_collection");
    }

    private static Fields afterCompletion(Fields given) {
        if (!given.is("after_completion.type", "redirect"))
            return Fields.empty()
                    .set(
                            "hosted_confirmation",
                            Fields.empty()
                                    .set(
                                            "custom_message",
                                            given.find("after_completion.hosted_confirmation.custom_message")))
                    .set("type", "hosted_confirmation");
        if (!given.isSet("after_completion.redirect")) throw Problem.missingParameter("after_completion[redirect]");
        Addresses.checkTemplate(given, "after_completion.redirect.url");
        return Fields.empty()
                .set("redirect", Fields.empty().set("url", given.text("after_completion.redirect.url")))
                .set("type", "redirect");
    }

    private static @Nullable Fields restrictions(Doc link, Fields given) {
        var limit = given.findNumber("restrictions.completed_sessions.limit");
        if (limit == null) return null;
        if (limit < 1)
            throw Problem.invalid(
                    "restrictions[completed_sessions][limit]",
                    "parameter_invalid_integer",
                    "This value must be greater than or equal to 1.");
        return Fields.empty()
                .set(
                        "completed_sessions",
                        Fields.empty()
                                .set("count", link.number("restrictions.completed_sessions.count", 0))
                                .set("limit", limit));
    }

    private static void takeData(Doc link, Fields given) {
        var repeats = link.hidden().is("mode", "subscription");
        var payment = given.findObject("payment_intent_data");
        if (payment != null) {
            if (repeats)
                throw Problem.invalid(
                        "payment_intent_data", "You can not pass `payment_intent_data` in `subscription` mode.");
            var data = data(link, "payment_intent_data");
            for (var key : new String[] {
                "description", "setup_future_usage", "statement_descriptor", "statement_descriptor_suffix"
            }) if (payment.has(key)) data.set(key, payment.node(key));
            data.mergeMetadata(payment);
            link.set("payment_intent_data", data);
        }
        var subscription = given.findObject("subscription_data");
        if (subscription != null) {
            if (!repeats)
                throw Problem.invalid("subscription_data", "You can not pass `subscription_data` in `payment` mode.");
            var data = data(link, "subscription_data");
            if (subscription.has("description")) data.set("description", subscription.find("description"));
            data.take(subscription, "trial_period_days", "trial_settings").mergeMetadata(subscription);
            checkTrial(data);
            link.set("subscription_data", data);
        }
    }

    private static void checkTrial(Fields data) {
        var days = data.findNumber("trial_period_days");
        if (days != null && (days < 1 || days > Trials.LONGEST))
            throw Problem.invalid(
                    "subscription_data[trial_period_days]",
                    "`trial_period_days` must be from 1 to " + Trials.LONGEST + ".");
        if (data.isSet("trial_settings") && days == null)
            throw Problem.invalid(
                    "subscription_data[trial_settings]", "`trial_settings` can only be set together with a trial.");
    }

    private static Fields data(Doc link, String name) {
        var known = link.findObject(name);
        if (known != null) return known;
        return name.equals("payment_intent_data")
                ? Fields.empty()
                        .set("capture_method", null)
                        .set("description", null)
                        .set("metadata", Fields.empty())
                        .set("setup_future_usage", null)
                        .set("statement_descriptor", null)
                        .set("statement_descriptor_suffix", null)
                        .set("transfer_group", null)
                : Fields.empty()
                        .set("description", null)
                        .set(
                                "invoice_settings",
                                Fields.empty().set("issuer", Fields.empty().set("type", "self")))
                        .set("metadata", Fields.empty())
                        .set("trial_period_days", null)
                        .set("trial_settings", null);
    }

    /** What somebody who opens the link is given. */
    public static Doc open(Step step, Doc link, Fields wishes) {
        var given = Fields.empty()
                .set("mode", link.hidden().text("mode"))
                .set("success_url", success(step, link))
                .set("line_items", items(link))
                .set("metadata", link.node("metadata"));
        for (var key : OF_SESSIONS) given.set(key, link.node(key));
        var repeats = link.hidden().is("mode", "subscription");
        if (repeats) given.remove("customer_creation");
        given.set(
                repeats ? "payment_method_collection" : "invoice_creation",
                link.node(repeats ? "payment_method_collection" : "invoice_creation"));
        for (var key : new String[] {"payment_intent_data", "subscription_data"})
            if (link.isSet(key)) given.set(key, link.node(key));
        given.take(wishes, "client_reference_id", "customer_email", "locale");
        var session = Checkouts.create(step, given);
        session.set("payment_link", link.id());
        return session;
    }

    private static List<Fields> items(Doc link) {
        var items = new ArrayList<Fields>();
        for (var line : link.hidden().objects("lines"))
            items.add(Catalog.promised(Fields.empty()
                    .set("price", line.text("price.id"))
                    .set("quantity", line.number("quantity"))
                    .set("adjustable_quantity", line.node("adjustable_quantity"))));
        return items;
    }

    private static String success(Step step, Doc link) {
        return link.is("after_completion.type", "redirect")
                ? link.text("after_completion.redirect.url")
                : step.address() + "/b/test_" + link.id().substring("plink_".length())
                        + "/thanks?session={CHECKOUT_SESSION_ID}";
    }

    /** A link for so many payments goes out of use with the last of them. */
    static void completed(Step step, Doc session) {
        var link = step.find(session.find("payment_link"));
        if (link == null || !link.isSet("restrictions")) return;
        var count = link.number("restrictions.completed_sessions.count") + 1;
        link.set("restrictions.completed_sessions.count", count);
        if (count < link.number("restrictions.completed_sessions.limit") || !link.is("active")) return;
        link.set("active", false);
        step.tell("payment_link.updated", link);
    }
}
