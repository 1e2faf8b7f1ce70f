package org.broadsheet.payments;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.broadsheet.privacy.Privacy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes in what Stripe sends. Once this returns the event is durable, and only then may Stripe be told so. */
@Service
public class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final InboxStore store;
    private final InboxDeskStore desk;
    private final Privacy privacy;
    private final ApplicationEventPublisher events;
    private final Clock wall;

    Inbox(
            InboxStore store,
            InboxDeskStore desk,
            Privacy privacy,
            ApplicationEventPublisher events,
            @Qualifier("wall") Clock wall) {
        this.store = store;
        this.desk = desk;
        this.privacy = privacy;
        this.events = events;
        this.wall = wall;
    }

    /** An event that came before is acknowledged again, and not worked on again. */
    @Transactional
    public void receive(ReceivedEvent event) {
        if (!store.store(event, sha256(event.payload()), wall.instant())) {
            return;
        }
        var text = new String(event.payload(), StandardCharsets.UTF_8);
        store.storePayload(event.id(), privacy.seal(InboxStore.PAYLOAD, text), wall.instant());
        if (event.otherMode()) {
            LOG.warn(
                    "Event {} ({}) is of the other mode (live or test); it is kept and left alone",
                    event.id(),
                    event.type());
            store.queue(event.id(), InboxEntry.State.IGNORED, "other_mode", wall.instant());
            return;
        }
        store.queue(event.id(), InboxEntry.State.WAITING, null, wall.instant());
        events.publishEvent(new EventQueued(event.id()));
    }

    /** How many there are in each state. */
    public Map<InboxEntry.State, Long> counts() {
        return desk.counts();
    }

    /** Newest first. */
    public List<InboxEntry> entries(InboxEntry.State state, int most, long offset) {
        return desk.entries(state, most, offset);
    }

    /**
     * Has an event worked on again, from the beginning. It changes nothing that has been done.
     *
     * @return false when it is not there, or what it said is not kept any more: then only the reconciler can make up for it
     */
    @Transactional
    public boolean replay(String eventId) {
        boolean queued = desk.replay(eventId, wall.instant());
        if (queued) {
            LOG.info("Event {} is worked on again, because somebody asked", eventId);
            events.publishEvent(new EventQueued(eventId));
        }
        return queued;
    }

    private static byte[] sha256(byte[] payload) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(payload);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
