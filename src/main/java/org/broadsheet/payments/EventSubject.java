package org.broadsheet.payments;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the promise that an event is about. Only ids are read, and only as plain JSON: an event in another version of Stripe's API
 * still leads to its promise, which is then read in ours.
 */
@Component
class EventSubject {
    private final SubscriptionStore subscriptions;
    private final PaymentStore payments;
    private final Ownership ownership;
    private final JsonMapper json = JsonMapper.builder().build();

    EventSubject(SubscriptionStore subscriptions, PaymentStore payments, Ownership ownership) {
        this.subscriptions = subscriptions;
        this.payments = payments;
        this.ownership = ownership;
    }

    /** Empty for what is not ours, or not about a promise. */
    Optional<UUID> promiseOf(String payload) {
        JsonNode object;
        try {
            object = json.readTree(payload).path("data").path("object");
        } catch (JacksonException e) {
            return Optional.empty();
        }
        return switch (text(object, "object")) {
            case "checkout.session", "subscription" -> ownership.promise(object.path("metadata"));
            case "invoice" -> ofInvoice(object);
            case "payment_intent" -> ownership.promise(object.path("metadata")).or(() -> ofIntent(text(object, "id")));
            case "charge" -> ofIntent(id(object.path("payment_intent")));
            default -> Optional.empty();
        };
    }

    private Optional<UUID> ofInvoice(JsonNode invoice) {
        var details = invoice.path("parent").path("subscription_details");
        return ownership
                .promise(details.path("metadata"))
                .or(() -> subscriptions.promiseOf(id(details.path("subscription"))));
    }

    private Optional<UUID> ofIntent(@Nullable String intent) {
        return intent == null ? Optional.empty() : payments.promiseOf(intent);
    }

    private static String id(JsonNode idOrObject) {
        return idOrObject.isObject() ? text(idOrObject, "id") : idOrObject.asString("");
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asString("");
    }
}
