package org.broadsheet.payments;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import org.broadsheet.privacy.Privacy;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes in what Stripe sends. Once this returns the event is durable, and only then may Stripe be told so. */
@Service
public class Inbox {
    private final InboxStore store;
    private final Privacy privacy;
    private final ApplicationEventPublisher events;
    private final Clock wall;

    Inbox(InboxStore store, Privacy privacy, ApplicationEventPublisher events, @Qualifier("wall") Clock wall) {
        this.store = store;
        this.privacy = privacy;
        this.events = events;
        this.wall = wall;
    }

    /** An event that came before is acknowledged again, and not worked on again. */
    @Transactional
    public void receive(ReceivedEvent event) {
        boolean isNew =
                store.store(event.id(), event.type(), event.objectId(), sha256(event.payload()), wall.instant());
        if (isNew) {
            var text = new String(event.payload(), java.nio.charset.StandardCharsets.UTF_8);
            store.storePayload(event.id(), privacy.seal(InboxStore.PAYLOAD, text), wall.instant());
            store.queue(event.id(), wall.instant());
            events.publishEvent(new EventQueued(event.id()));
        }
    }

    private static byte[] sha256(byte[] payload) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(payload);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
