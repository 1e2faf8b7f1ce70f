package org.broadsheet.payments;

import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds what an event is about. Only ids are read, and only as plain JSON: an event in another version of Stripe's API still leads
 * to its promise, which is then read in ours.
 */
@Component
class EventSubject {
    private final SubscriptionStore subscriptions;
    private final PaymentStore payments;
    private final Ownership ownership;
    private final PaymentGateway gateway;
    private final JsonMapper json = JsonMapper.builder().build();

    EventSubject(SubscriptionStore subscriptions, PaymentStore payments, Ownership ownership, PaymentGateway gateway) {
        this.subscriptions = subscriptions;
        this.payments = payments;
        this.ownership = ownership;
        this.gateway = gateway;
    }

    sealed interface Subject {}

    /** @param intents payments of which money may have gone back */
    record OfPromise(UUID promise, Set<String> intents) implements Subject {}

    /** The balance at Stripe, which may be shared. */
    record OfBalance() implements Subject {}

    /** Somebody else's, or nothing that concerns money. */
    record Foreign() implements Subject {}

    /** Stripe does not know the object either, or not yet to whom it belongs. */
    record NotThereYet() implements Subject {}

    Subject of(String payload) {
        JsonNode object;
        try {
            object = json.readTree(payload).path("data").path("object");
        } catch (JacksonException e) {
            return new Foreign();
        }
        return switch (text(object, "object")) {
            case "checkout.session", "subscription" -> ofMarked(object);
            case "invoice" -> ofInvoice(object);
            case "payment_intent" ->
                ownership
                        .promise(object.path("metadata"))
                        .<Subject>map(promise -> new OfPromise(promise, Set.of()))
                        .orElseGet(() -> ofIntent(text(object, "id"), Set.of()));
            case "customer" -> ofCustomer(text(object, "id"));
            case "payment_method" -> ofCustomer(id(object.path("customer")));
            case "charge" -> ofIntent(id(object.path("payment_intent")), back(object));
            case "refund", "dispute" -> {
                var intent = id(object.path("payment_intent"));
                yield ofIntent(intent, intent.isEmpty() ? Set.of() : Set.of(intent));
            }
            case "payout", "balance", "topup" -> new OfBalance();
            default -> new Foreign();
        };
    }

    private Subject ofMarked(JsonNode object) {
        return ownership
                .promise(object.path("metadata"))
                .<Subject>map(promise -> new OfPromise(promise, Set.of()))
                .orElseGet(Foreign::new);
    }

    /** Each promise has a customer of its own; one without a subscription is no longer of interest. */
    private Subject ofCustomer(String customer) {
        return subscriptions
                .promiseOfCustomer(customer)
                .<Subject>map(promise -> new OfPromise(promise, Set.of()))
                .orElseGet(Foreign::new);
    }

    private Subject ofInvoice(JsonNode invoice) {
        var details = invoice.path("parent").path("subscription_details");
        var promise = ownership
                .promise(details.path("metadata"))
                .or(() -> subscriptions.promiseOf(id(details.path("subscription"))));
        return promise.<Subject>map(each -> new OfPromise(each, Set.of()))
                .orElseGet(() -> ask(text(invoice, "id"), Set.of()));
    }

    private Subject ofIntent(String intent, Set<String> backs) {
        if (intent.isEmpty()) {
            // A charge without an intent is older than we are, or somebody else's.
            return new Foreign();
        }
        return payments.promiseOf(intent)
                .<Subject>map(promise -> new OfPromise(promise, backs))
                .orElseGet(() -> ask(intent, backs));
    }

    /** What the event does not say, Stripe does. */
    private Subject ask(String id, Set<String> backs) {
        if (id.isEmpty()) {
            // The preview of an invoice: it has no id, and nothing to tell.
            return new Foreign();
        }
        return switch (gateway.ownerOf(id)) {
            case PaymentGateway.Owner.Marked marked ->
                ownership
                        .promise(marked.metadata())
                        .<Subject>map(promise -> new OfPromise(promise, backs))
                        .orElseGet(Foreign::new);
            case PaymentGateway.Owner.Missing missing -> new NotThereYet();
        };
    }

    private static Set<String> back(JsonNode charge) {
        var intent = id(charge.path("payment_intent"));
        boolean touched = charge.path("amount_refunded").asLong(0) > 0
                || charge.path("disputed").asBoolean(false);
        return touched && !intent.isEmpty() ? Set.of(intent) : Set.of();
    }

    private static String id(JsonNode idOrObject) {
        return idOrObject.isObject() ? text(idOrObject, "id") : idOrObject.asString("");
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asString("");
    }
}
