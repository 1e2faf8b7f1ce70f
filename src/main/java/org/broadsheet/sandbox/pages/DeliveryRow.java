package org.broadsheet.sandbox.pages;

import java.util.List;
import java.util.Locale;
import org.broadsheet.sandbox.store.Delivery;
import org.jspecify.annotations.Nullable;

/** A delivery on its page, with what came back each time. */
record DeliveryRow(
        long id,
        String event,
        String type,
        String endpoint,
        String url,
        String tone,
        String state,
        boolean resent,
        @Nullable String next,
        List<String> attempts) {

    static DeliveryRow of(Delivery delivery, Words words, Locale locale) {
        var tone = switch (delivery.state()) {
            case "delivered" -> "good";
            case "pending" -> "warn";
            default -> "bad";
        };
        var next = delivery.next_attempt();
        return new DeliveryRow(
                delivery.id(),
                delivery.event(),
                delivery.type(),
                delivery.endpoint(),
                delivery.url() == null ? "–" : delivery.url(),
                tone,
                words.say(locale, "delivery." + delivery.state()),
                delivery.resent(),
                next == null ? null : words.moment(locale, next.getEpochSecond()),
                delivery.attempts().stream()
                        .map(each -> words.say(
                                locale,
                                "delivery.attempt",
                                each.answer(),
                                words.moment(locale, each.at().getEpochSecond()),
                                each.took_ms()))
                        .toList());
    }
}
