package org.broadsheet.sandbox.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.broadsheet.sandbox.delivery.Courier;
import org.broadsheet.sandbox.engine.Circumstances.Cause;
import org.broadsheet.sandbox.engine.webhooks.Endpoints;
import org.broadsheet.sandbox.store.Delivery;
import org.broadsheet.sandbox.store.Outbox;
import org.broadsheet.sandbox.store.Works;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What Stripe's dashboard does for webhooks: tells what was sent, sends again, gives an endpoint a new secret. */
@Controller
class WebhookController {
    private static final int A_DAY = 86_400;

    private final Works works;
    private final Outbox outbox;
    private final Courier courier;
    private final Words words;

    WebhookController(Works works, Outbox outbox, Courier courier, Words words) {
        this.works = works;
        this.outbox = outbox;
        this.courier = courier;
        this.words = words;
    }

    record Deliveries(List<Delivery> data, boolean has_more) {}

    /** The fresh secret is told here and never again. */
    record Rolled(String id, String secret, @Nullable Long old_secret_valid_until) {}

    @GetMapping("/_sandbox/deliveries")
    Object deliveries(
            HttpServletRequest http,
            @RequestHeader(name = "Accept", defaultValue = "") String accept,
            @RequestParam(defaultValue = "") String event,
            @RequestParam(defaultValue = "") String endpoint,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String request,
            @RequestParam(defaultValue = "20") String limit,
            @RequestParam(defaultValue = "") String before) {
        if (!limit.matches("[1-9]\\d?|100")) return Answers.refused(accept, "limit is a number from 1 to 100.");
        if (!before.matches("\\d{0,18}")) return Answers.refused(accept, "before is the id of a delivery.");
        if (!state.matches("(pending|delivered|failed|dropped)?"))
            return Answers.refused(accept, "state is pending, delivered, failed or dropped.");

        var atMost = Integer.parseInt(limit);
        var wish = new Delivery.Wish(clean(event), clean(endpoint), state, clean(type), clean(request));
        var found = outbox.deliveries(wish, before.isEmpty() ? Long.MAX_VALUE : Long.parseLong(before), atMost);
        var shown = found.stream().limit(atMost).toList();
        if (!accept.contains("text/html")) return ResponseEntity.ok(new Deliveries(shown, found.size() > atMost));

        var locale = SpokenLocale.of(http.getLocale());
        return new ModelAndView("deliveries")
                .addObject("wish", wish)
                .addObject(
                        "older", found.size() > atMost ? (Long) shown.getLast().id() : null)
                .addObject(
                        "deliveries",
                        shown.stream()
                                .map(each -> DeliveryRow.of(each, words, locale))
                                .toList());
    }

    private static String clean(String text) {
        return text.replace("\0", "");
    }

    /** Also an event that was delivered: to one endpoint, or to all that hear such events. */
    @PostMapping("/_sandbox/events/{id}/deliveries")
    Object resend(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String endpoint,
            @RequestHeader(name = "Accept", defaultValue = "") String accept) {
        if (!outbox.knows(clean(id)))
            return Answers.refused(accept, HttpStatus.NOT_FOUND, "There is no event " + id + ".");

        var copies = outbox.resend(id, endpoint.isEmpty() ? null : clean(endpoint));
        if (copies == 0)
            return Answers.refused(
                    accept,
                    endpoint.isEmpty()
                            ? "No enabled endpoint hears events of this type."
                            : "There is no enabled endpoint " + endpoint + " beside this event.");
        courier.wake();
        return Answers.done(accept, Map.of("deliveries", copies));
    }

    @PostMapping("/_sandbox/webhook_endpoints/{id}/secret")
    Object roll(
            @PathVariable String id,
            @RequestParam(name = "expires_in", defaultValue = "0") String expiresIn,
            @RequestHeader(name = "Accept", defaultValue = "") String accept) {
        if (!expiresIn.matches("\\d{1,5}") || Integer.parseInt(expiresIn) > A_DAY)
            return Answers.refused(accept, "expires_in is a number of seconds from 0 to 86400.");

        var owner = works.ownerOf(clean(id), "webhook_endpoint");
        var seconds = Integer.parseInt(expiresIn);
        var until = seconds == 0 ? null : (Long) (Instant.now().getEpochSecond() + seconds);
        var secret = owner.flatMap(account -> works.change(account, Cause.NONE, step -> {
            var endpoint =
                    java.util.Optional.ofNullable(step.find(id)).filter(doc -> doc.is("object", "webhook_endpoint"));
            return endpoint.map(doc -> Endpoints.rollSecret(doc, until));
        }));
        if (secret.isEmpty()) return Answers.refused(accept, HttpStatus.NOT_FOUND, "There is no endpoint " + id + ".");

        return ResponseEntity.ok(new Rolled(id, secret.get(), until));
    }
}
