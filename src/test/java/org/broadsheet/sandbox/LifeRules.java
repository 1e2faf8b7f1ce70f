package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.broadsheet.sandbox.engine.Statuses;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is true after every step of every life. */
final class LifeRules {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An invoice item is not here: Stripe has no event that would say that an invoice has taken it up. */
    private static final Map<String, String> COLLECTIONS = Map.ofEntries(
            Map.entry("charge", "charges"),
            Map.entry("checkout.session", "checkout/sessions"),
            Map.entry("coupon", "coupons"),
            Map.entry("credit_note", "credit_notes"),
            Map.entry("customer", "customers"),
            Map.entry("dispute", "disputes"),
            Map.entry("invoice", "invoices"),
            Map.entry("invoice_payment", "invoice_payments"),
            Map.entry("payment_intent", "payment_intents"),
            Map.entry("payment_method", "payment_methods"),
            Map.entry("payout", "payouts"),
            Map.entry("price", "prices"),
            Map.entry("product", "products"),
            Map.entry("promotion_code", "promotion_codes"),
            Map.entry("radar.early_fraud_warning", "radar/early_fraud_warnings"),
            Map.entry("review", "reviews"),
            Map.entry("test_helpers.test_clock", "test_helpers/test_clocks"),
            Map.entry("refund", "refunds"),
            Map.entry("setup_intent", "setup_intents"),
            Map.entry("subscription", "subscriptions"),
            Map.entry("subscription_schedule", "subscription_schedules"));

    /** A counter of which Stripe tells nobody. */
    private static final Set<String> QUIET = Set.of("next_invoice_sequence");

    private final Life life;
    private final Map<String, JsonNode> told = new HashMap<>();
    private final List<AssertionError> wrong = new ArrayList<>();

    LifeRules(Life life) {
        this.life = life;
    }

    /** What is wrong now; each thing once. */
    List<AssertionError> check() {
        wrong.clear();
        var touched = new LinkedHashSet<String>();
        for (var event : life.news()) {
            var object = event.at("/data/object");
            var id = object.path("id").asString("");
            if (id.isEmpty()) continue;
            hold(() -> an_update_says_what_was_before(event, told.get(id)));
            hold(() -> a_status_follows_its_graph(event, told.get(id)));
            hold(() -> a_period_begins_where_the_last_one_ended(event, told.get(id)));
            told.put(id, object);
            touched.add(id);
        }
        hold(this::nothing_is_put_aside);
        if (touched.isEmpty()) return List.copyOf(wrong);
        touched.forEach(id -> hold(() -> the_last_event_shows_the_object(id)));
        var notes = life.all("credit_notes");
        for (var invoice : life.all("invoices")) {
            hold(() -> an_invoice_adds_up(invoice));
            hold(() -> an_invoice_knows_its_credit_notes(invoice, notes));
        }
        var refunds = life.all("refunds");
        for (var charge : life.all("charges")) {
            hold(() -> a_charge_has_an_intent(charge));
            hold(() -> a_charge_knows_its_refunds(charge, refunds));
        }
        hold(this::every_payment_of_an_invoice_has_its_invoice);
        hold(this::the_balance_is_the_sum_of_its_movements);
        customers().forEach(id -> hold(() -> the_credit_is_the_sum_of_its_movements(id)));
        return List.copyOf(wrong);
    }

    private void hold(Runnable rule) {
        try {
            rule.run();
        } catch (AssertionError broken) {
            wrong.add(broken);
        }
    }

    private List<String> customers() {
        return told.values().stream()
                .filter(object -> object.path("object").asString().equals("customer"))
                .map(object -> object.path("id").asString())
                .toList();
    }

    private void the_last_event_shows_the_object(String id) {
        var last = told.get(id);
        var collection = COLLECTIONS.get(last.path("object").asString());
        if (collection == null || last.path("deleted").asBoolean(false)) return;
        var now = life.get("/v1/" + collection + "/" + id);
        if (!now.has("id") || now.path("deleted").asBoolean(false)) return;
        told.put(id, now);
        assertThat(differences(last, now, ""))
                .as("what no event told of %s", id)
                .isEmpty();
    }

    private static void an_update_says_what_was_before(JsonNode event, JsonNode before) {
        var previous = event.at("/data/previous_attributes");
        if (before == null || !event.path("type").asString().endsWith(".updated")) return;
        // The old name of refund.updated and refund.failed: the same change, told a second time.
        if (event.path("type").asString().equals("charge.refund.updated")) return;
        assertThat(previous.isObject()).as("previous_attributes of %s", event).isTrue();
        var back = (ObjectNode) event.at("/data/object").deepCopy();
        putBack(back, (ObjectNode) previous);
        assertThat(differences(before, back, ""))
                .as("%s %s does not lead back from %s", event.path("type"), previous, event.at("/data/object/id"))
                .isEmpty();
    }

    private static void putBack(ObjectNode now, ObjectNode previous) {
        for (var entry : previous.properties())
            if (entry.getValue() instanceof ObjectNode deeper && now.get(entry.getKey()) instanceof ObjectNode inside)
                putBack(inside, deeper);
            else now.set(entry.getKey(), entry.getValue());
    }

    private static void a_status_follows_its_graph(JsonNode event, JsonNode before) {
        if (before == null) return;
        var was = before.path("status").asString("");
        var is = event.at("/data/object/status").asString("");
        var graph = Statuses.graphs().get(before.path("object").asString());
        if (graph == null || was.equals(is)) return;
        assertThat(reachable(graph, was))
                .as("%s of %s", event.path("type"), before.path("id"))
                .contains(is);
    }

    /** A step may pass through a status without telling: a draft becomes open and paid in one go. */
    private static Set<String> reachable(Map<String, List<String>> graph, String from) {
        var reached = new LinkedHashSet<>(graph.getOrDefault(from, List.of()));
        List.copyOf(reached).forEach(next -> reached.addAll(graph.getOrDefault(next, List.of())));
        return reached;
    }

    private static void a_period_begins_where_the_last_one_ended(JsonNode event, JsonNode before) {
        var now = event.at("/data/object");
        if (!now.path("object").asString().equals("subscription")) return;
        for (var item : now.at("/items/data")) {
            assertThat(item.path("current_period_start").asLong())
                    .as("period of %s", now)
                    .isLessThan(item.path("current_period_end").asLong());
            if (before == null) continue;
            for (var old : before.at("/items/data")) {
                var moved = item.path("current_period_start").asLong()
                        != old.path("current_period_start").asLong();
                if (!old.path("id").equals(item.path("id")) || !moved) continue;
                if (!before.path("billing_cycle_anchor").equals(now.path("billing_cycle_anchor"))) continue;
                if (!old.at("/price/recurring").equals(item.at("/price/recurring"))) continue;
                assertThat(item.path("current_period_start"))
                        .as("a gap in %s", now.path("id"))
                        .isEqualTo(old.path("current_period_end"));
            }
        }
    }

    private void an_invoice_adds_up(JsonNode invoice) {
        var lines = invoice.at("/lines/has_more").asBoolean(false)
                ? life.get("/v1/invoices/" + invoice.path("id").asString() + "/lines?limit=100")
                : invoice.path("lines");
        var subtotal = sum(lines.path("data"), "amount");
        var discounts = sum(invoice.path("total_discount_amounts"), "amount");
        assertThat(invoice.path("subtotal").asLong())
                .as("subtotal of %s", invoice)
                .isEqualTo(subtotal);
        assertThat(invoice.path("total").asLong()).as("total of %s", invoice).isEqualTo(subtotal - discounts);
        if (invoice.path("status").asString().equals("draft")) return;
        var toPay = invoice.path("total").asLong()
                + invoice.path("starting_balance").asLong()
                - invoice.path("pre_payment_credit_notes_amount").asLong();
        assertThat(invoice.path("amount_due").asLong()).as("due of %s", invoice).isBetween(0L, Math.max(0, toPay));
        assertThat(invoice.path("amount_remaining").asLong())
                .as("remaining of %s", invoice)
                .isEqualTo(invoice.path("amount_due").asLong()
                        - invoice.path("amount_paid").asLong());
    }

    private static void an_invoice_knows_its_credit_notes(JsonNode invoice, List<JsonNode> notes) {
        var issued = notes.stream()
                .filter(note -> note.path("invoice").equals(invoice.path("id")))
                .filter(note -> note.path("status").asString().equals("issued"))
                .mapToLong(note -> note.path("total").asLong())
                .sum();
        assertThat(invoice.path("pre_payment_credit_notes_amount").asLong()
                        + invoice.path("post_payment_credit_notes_amount").asLong())
                .as("credit notes of %s", invoice)
                .isEqualTo(issued);
    }

    private void a_charge_has_an_intent(JsonNode charge) {
        var intent = charge.path("payment_intent").asString("");
        assertThat(intent).as("intent of %s", charge.path("id")).startsWith("pi_");
        if (!told.containsKey(intent))
            assertThat(life.get("/v1/payment_intents/" + intent).path("id").asString())
                    .isEqualTo(intent);
    }

    /** What a bank has held and never given is let go as if it were given back, without a refund. */
    private static void a_charge_knows_its_refunds(JsonNode charge, List<JsonNode> refunds) {
        var back = refunds.stream()
                .filter(refund -> refund.path("charge").equals(charge.path("id")))
                .filter(refund -> !Set.of("failed", "canceled")
                        .contains(refund.path("status").asString()))
                .mapToLong(refund -> refund.path("amount").asLong())
                .sum();
        var refunded = charge.path("amount_refunded").asLong();
        var amount = charge.path("amount").asLong();
        var lapsed = !charge.path("captured").asBoolean() && back == 0;
        var letGo = charge.path("captured").asBoolean()
                ? amount - charge.path("amount_captured").asLong()
                : lapsed ? refunded : 0;
        if (charge.path("status").asString().equals("succeeded"))
            assertThat(refunded).as("refunded of %s", charge).isEqualTo(back + letGo);
        assertThat(charge.path("refunded").asBoolean())
                .as("refunded of %s", charge)
                .isEqualTo(refunded == amount);
    }

    private void nothing_is_put_aside() {
        assertThat(life.parked()).as("what time could not go on with").isEmpty();
    }

    private void every_payment_of_an_invoice_has_its_invoice() {
        var invoices = life.all("invoices").stream()
                .map(invoice -> invoice.path("id").asString())
                .toList();
        for (var payment : life.all("invoice_payments"))
            assertThat(invoices).contains(payment.path("invoice").asString());
    }

    private void the_balance_is_the_sum_of_its_movements() {
        var balance = life.get("/v1/balance");
        assertThat(sum(balance.path("available"), "amount") + sum(balance.path("pending"), "amount"))
                .as("balance")
                .isEqualTo(life.all("balance_transactions").stream()
                        .mapToLong(movement -> movement.path("net").asLong())
                        .sum());
    }

    private void the_credit_is_the_sum_of_its_movements(String id) {
        var customer = life.get("/v1/customers/" + id);
        if (!customer.has("balance")) return;
        assertThat(customer.path("balance").asLong())
                .as("balance of %s", customer)
                .isEqualTo(life.all("customers/" + id + "/balance_transactions").stream()
                        .mapToLong(movement -> movement.path("amount").asLong())
                        .sum());
    }

    private static long sum(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToLong(each -> each.path(field).asLong())
                .sum();
    }

    /** Where two objects differ; a key that is not there is as good as null. */
    private static List<String> differences(JsonNode one, JsonNode other, String at) {
        if (one.isObject() && other.isObject()) {
            var keys = new LinkedHashSet<>(one.propertyNames());
            keys.addAll(other.propertyNames());
            return keys.stream()
                    .filter(key -> !QUIET.contains(key))
                    .flatMap(key -> differences(orNull(one, key), orNull(other, key), at + "/" + key).stream())
                    .toList();
        }
        return one.equals(other) ? List.of() : List.of(at + ": " + one + " and " + other);
    }

    private static JsonNode orNull(JsonNode object, String key) {
        var found = object.get(key);
        return found == null ? JSON.getNodeFactory().nullNode() : found;
    }
}
