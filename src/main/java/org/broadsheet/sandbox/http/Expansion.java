package org.broadsheet.sandbox.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts whole objects in the place of their ids where a request asks for it with {@code expand}. */
final class Expansion {
    private static final int DEEPEST = 4;

    /** By kind: {@code =} an id that becomes the object, {@code !} something left out unless asked for, {@code >} inside. */
    private static final Map<String, List<Rule>> RULES = rules("""
            balance_transaction source=charge|dispute|payout|refund
            billing_portal.configuration features.subscription_update.products!
            billing_portal.session configuration=billing_portal.configuration
            charge balance_transaction=balance_transaction customer=customer failure_balance_transaction=balance_transaction payment_intent=payment_intent payment_method_details.us_bank_account.mandate=mandate refunds!refund review=review
            checkout.session discounts.coupon=coupon discounts.promotion_code=promotion_code customer=customer invoice=invoice line_items!item payment_intent=payment_intent payment_link=payment_link setup_intent=setup_intent subscription=subscription
            customer invoice_settings.default_payment_method=payment_method subscriptions!subscription test_clock=test_helpers.test_clock
            dispute charge=charge payment_intent=payment_intent
            invoice confirmation_secret! customer=customer default_payment_method=payment_method discounts=discount from_invoice.invoice=invoice latest_revision=invoice lines.data>line_item parent.subscription_details.subscription=subscription payments!invoice_payment test_clock=test_helpers.test_clock total_discount_amounts.discount=discount total_pretax_credit_amounts.discount=discount
            invoice_payment invoice=invoice payment.charge=charge payment.payment_intent=payment_intent
            coupon applies_to!
            credit_note customer=customer customer_balance_transaction=customer_balance_transaction discount_amounts.discount=discount invoice=invoice pretax_credit_amounts.discount=discount refunds.refund=refund
            credit_note_line_item discount_amounts.discount=discount pretax_credit_amounts.discount=discount
            customer_balance_transaction checkout_session=checkout.session credit_note=credit_note customer=customer invoice=invoice
            discount customer=customer promotion_code=promotion_code source.coupon=coupon
            invoiceitem customer=customer discounts=discount invoice=invoice pricing.price_details.price=price proration_details.discount_amounts.discount=discount test_clock=test_helpers.test_clock
            item price>price
            line_item discount_amounts.discount=discount discounts=discount pretax_credit_amounts.discount=discount pricing.price_details.price=price subscription=subscription
            mandate payment_method=payment_method
            payment_intent customer=customer latest_charge=charge payment_method=payment_method review=review
            payment_link line_items!item
            payment_method card.generated_from.setup_attempt=setup_attempt customer=customer sepa_debit.generated_from.charge=charge sepa_debit.generated_from.setup_attempt=setup_attempt
            payout balance_transaction=balance_transaction destination=bank_account failure_balance_transaction=balance_transaction original_payout=payout reversed_by=payout
            price product=product
            product default_price=price
            promotion_code customer=customer promotion.coupon=coupon
            radar.early_fraud_warning charge=charge payment_intent=payment_intent
            refund balance_transaction=balance_transaction charge=charge customer=customer failure_balance_transaction=balance_transaction payment_intent=payment_intent payment_method=payment_method
            review charge=charge payment_intent=payment_intent
            setup_attempt customer=customer payment_method=payment_method setup_intent=setup_intent
            setup_intent customer=customer latest_attempt=setup_attempt mandate=mandate payment_method=payment_method single_use_mandate=mandate
            subscription customer=customer default_payment_method=payment_method discounts=discount items.data>subscription_item latest_invoice=invoice pending_setup_intent=setup_intent pending_update.discounts=discount schedule=subscription_schedule test_clock=test_helpers.test_clock
            subscription_item discounts=discount price>price
            subscription_schedule customer=customer subscription=subscription default_settings.default_payment_method=payment_method phases.add_invoice_items.discounts.coupon=coupon phases.add_invoice_items.discounts.discount=discount phases.add_invoice_items.discounts.promotion_code=promotion_code phases.add_invoice_items.price=price phases.default_payment_method=payment_method phases.discounts.coupon=coupon phases.discounts.discount=discount phases.discounts.promotion_code=promotion_code phases.items.discounts.coupon=coupon phases.items.discounts.discount=discount phases.items.discounts.promotion_code=promotion_code phases.items.price=price test_clock=test_helpers.test_clock
            """);

    private final Step step;

    Expansion(Step step) {
        this.step = step;
    }

    private enum How {
        REFERENCE,
        LEFT_OUT,
        INSIDE
    }

    record Rule(List<String> path, How how, Set<String> kinds) {}

    private static Map<String, List<Rule>> rules(String text) {
        var rules = new LinkedHashMap<String, List<Rule>>();
        for (var line : text.strip().split("\n")) {
            var words = line.strip().split(" ");
            var ofKind = new ArrayList<Rule>();
            for (int i = 1; i < words.length; i++) {
                var parts = words[i].split("[=!>]", -1);
                var how = switch (words[i].charAt(parts[0].length())) {
                    case '=' -> How.REFERENCE;
                    case '!' -> How.LEFT_OUT;
                    default -> How.INSIDE;
                };
                var kinds = parts[1].isEmpty() ? Set.<String>of() : Set.of(parts[1].split("\\|"));
                ofKind.add(new Rule(List.of(parts[0].split("\\.")), how, kinds));
            }
            rules.put(words[0], ofKind);
        }
        return rules;
    }

    static Map<String, List<Rule>> rules() {
        return RULES;
    }

    /** Refuses a path that leads nowhere, whether or not there is anything to expand. */
    static void check(List<String> paths, @Nullable String kind, boolean list) {
        for (var path : paths) {
            var segments = List.of(path.split("\\.", -1));
            if (segments.contains("")) throw nowhere(path);
            if (segments.stream().filter(each -> !each.equals("data")).count() > DEEPEST)
                throw Problem.invalid(
                        "expand", "You cannot expand more than 4 levels of a property. Property: " + path);
            var fits = list
                    ? segments.getFirst().equals("data") && leads(kind, segments.subList(1, segments.size()))
                    : leads(kind, segments);
            if (!fits) throw nowhere(path);
        }
    }

    private static Problem nowhere(String path) {
        return Problem.invalid("expand", "This property cannot be expanded (" + path + ").");
    }

    private static boolean leads(@Nullable String kind, List<String> segments) {
        if (segments.isEmpty()) return true;
        for (var rule : RULES.getOrDefault(String.valueOf(kind), List.of())) {
            if (startsWith(rule.path(), segments)) return true;
            if (!startsWith(segments, rule.path())) continue;
            var rest = segments.subList(rule.path().size(), segments.size());
            if (rule.how() == How.LEFT_OUT && !rest.isEmpty() && rest.getFirst().equals("data"))
                rest = rest.subList(1, rest.size());
            var after = rest;
            if (rest.isEmpty() || rule.kinds().stream().anyMatch(each -> leads(each, after))) return true;
        }
        return false;
    }

    private static boolean startsWith(List<String> whole, List<String> start) {
        return whole.size() >= start.size() && whole.subList(0, start.size()).equals(start);
    }

    ObjectNode render(Doc doc, List<String> paths) {
        var shown = shown(doc);
        for (var path : paths) expand(shown, Arrays.asList(path.split("\\.")));
        return shown;
    }

    /** A movement becomes available by itself, so its status is read off the clock. */
    private ObjectNode shown(Doc doc) {
        var shown = doc.json().deepCopy();
        if (doc.is("object", "balance_transaction"))
            shown.put("status", doc.number("available_on") <= step.now() ? "available" : "pending");
        return shown;
    }

    private void expand(ObjectNode object, List<String> segments) {
        if (segments.isEmpty()) return;
        var kind = object.path("object").asString("");
        for (var rule : RULES.getOrDefault(kind, List.of())) {
            if (!startsWith(segments, rule.path())) continue;
            var rest = segments.subList(rule.path().size(), segments.size());
            var key = rule.path().getLast();
            for (var holder : holders(object, rule.path())) {
                switch (rule.how()) {
                    case REFERENCE -> follow(holder, key);
                    case LEFT_OUT -> include(object, holder, kind, key);
                    case INSIDE -> {}
                }
                descend(holder.get(key), rest);
            }
        }
    }

    private static List<ObjectNode> holders(ObjectNode object, List<String> path) {
        List<JsonNode> at = List.of(object);
        for (var key : path.subList(0, path.size() - 1))
            at = at.stream()
                    .map(each -> each.path(key))
                    .flatMap(each -> each instanceof ArrayNode list ? list.valueStream() : Stream.of(each))
                    .toList();
        return at.stream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }

    private void descend(@Nullable JsonNode node, List<String> rest) {
        if (node instanceof ArrayNode list) {
            list.forEach(element -> descend(element, rest));
        } else if (node instanceof ObjectNode object) {
            var isList = "list".equals(object.path("object").asString(""));
            if (isList) descend(object.get("data"), rest.isEmpty() ? rest : rest.subList(1, rest.size()));
            else expand(object, rest);
        }
    }

    private void follow(ObjectNode holder, String key) {
        var id = holder.get(key);
        if (id instanceof ArrayNode ids) followEach(ids);
        if (id == null || !id.isString()) return;
        var found = step.find(id.asString());
        if (found != null) holder.set(key, shown(found));
        else if (key.equals("destination")) holder.set(key, bankAccount(id.asString(), holder));
    }

    /** Where payouts go: nothing that can be changed, so that it is not kept anywhere. */
    private static ObjectNode bankAccount(String id, ObjectNode payout) {
        var currency = payout.path("currency").asString("");
        var account = Fields.empty().set("id", id).set("object", "bank_account").set("currency", currency);
        for (var unknown : new String[] {"account", "account_holder_name", "account_holder_type", "account_type"})
            account.set(unknown, null);
        return account.set("bank_name", "Sandbox Bank")
                .set("country", currency.equals("usd") ? "US" : "DE")
                .set("fingerprint", null)
                .set("last4", currency.equals("usd") ? "6789" : "3000")
                .set("routing_number", null)
                .set("status", "new")
                .json();
    }

    private void followEach(ArrayNode ids) {
        for (int i = 0; i < ids.size(); i++) {
            var found = ids.get(i).isString() ? step.find(ids.get(i).asString()) : null;
            if (found != null) ids.set(i, shown(found));
        }
    }

    private void include(ObjectNode object, ObjectNode holder, String kind, String key) {
        if (holder.has(key)) return;
        var id = object.path("id").asString("");
        switch (kind + "." + key) {
            case "billing_portal.configuration.products" -> {
                var configuration = step.find(id);
                if (configuration != null)
                    holder.set(key, configuration.hidden().list("products"));
            }
            case "charge.refunds" ->
                object.set(key, list("/v1/charges/" + id + "/refunds", newestFirst("refund", "charge", id)));
            case "customer.subscriptions" ->
                object.set(
                        key,
                        list("/v1/customers/" + id + "/subscriptions", newestFirst("subscription", "customer", id)));
            case "coupon.applies_to" -> appliesTo(object, id);
            case "invoice.payments" ->
                object.set(key, list("/v1/invoice_payments", newestFirst("invoice_payment", "invoice", id)));
            case "invoice.confirmation_secret" -> object.set(key, confirmationSecret(id));
            case "checkout.session.line_items", "payment_link.line_items" -> {
                var holderOfLines = step.find(id);
                if (holderOfLines == null) return;
                var lines = Fields.empty().set("data", holderOfLines.hidden().list("lines"));
                var folder = kind.equals("payment_link") ? "/v1/payment_links/" : "/v1/checkout/sessions/";
                object.set(key, listOf(folder + id + "/line_items", lines.list("data")));
            }
            default -> throw new IllegalStateException("Nothing to include for " + kind + "." + key);
        }
    }

    private void appliesTo(ObjectNode object, String id) {
        var coupon = step.find(id);
        if (coupon == null || !coupon.hidden().has("products")) return;
        object.set(
                "applies_to",
                Fields.empty().set("products", coupon.hidden().list("products")).json());
    }

    private List<ObjectNode> newestFirst(String kind, String reference, String id) {
        return step.like(kind, Fields.empty().set(reference, id)).reversed().stream()
                .map(this::shown)
                .toList();
    }

    private JsonNode confirmationSecret(String invoice) {
        var doc = step.find(invoice);
        var intent = doc == null ? null : step.find(doc.hidden().find("payment_intent"));
        var none = Fields.empty().set("secret", null).json().get("secret");
        return intent == null
                ? none
                : Fields.empty()
                        .set("client_secret", intent.find("client_secret"))
                        .set("type", "payment_intent")
                        .json();
    }

    private static ObjectNode list(String url, List<ObjectNode> elements) {
        return listOf(url, Fields.empty().set("data", elements).list("data"));
    }

    private static ObjectNode listOf(String url, ArrayNode elements) {
        return Fields.empty()
                .set("object", "list")
                .set("data", elements)
                .set("has_more", false)
                .set("url", url)
                .json();
    }
}
