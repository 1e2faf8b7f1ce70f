package org.broadsheet.payments.stripe;

import org.broadsheet.payments.Inbox;
import org.broadsheet.payments.ReceivedEvent;
import org.broadsheet.payments.stripe.WebhookVerification.Refused;
import org.broadsheet.payments.stripe.WebhookVerification.Verified;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where Stripe knocks. Answers 200 once the event is stored, and never before; a database that is down makes Stripe come again. */
@RestController
class StripeWebhook {
    private static final Logger LOG = LoggerFactory.getLogger(StripeWebhook.class);
    private static final int LARGEST = 256 * 1024;

    private final WebhookVerification verification;
    private final Inbox inbox;

    StripeWebhook(WebhookVerification verification, Inbox inbox) {
        this.verification = verification;
        this.inbox = inbox;
    }

    @PostMapping(path = "/webhooks/stripe", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> receive(
            @RequestBody byte[] body,
            @RequestHeader(name = "Stripe-Signature", required = false) @Nullable String signature) {
        if (body.length > LARGEST) {
            return ResponseEntity.status(413).build();
        }
        return switch (verification.verify(body, signature)) {
            case Verified verified -> store(verified.event());
            case Refused refused -> {
                LOG.warn("A webhook was refused: {}", refused.why());
                yield ResponseEntity.badRequest().build();
            }
        };
    }

    /** Whether it was stored is unknown when the database went away meanwhile; Stripe comes again, and it is stored once. */
    private ResponseEntity<Void> store(ReceivedEvent event) {
        try {
            inbox.receive(event);
            return ResponseEntity.ok().build();
        } catch (DataAccessException | TransactionException e) {
            LOG.error(
                    "Event {} could not be stored: {}", event.id(), e.getClass().getSimpleName());
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, "60")
                    .build();
        }
    }
}
