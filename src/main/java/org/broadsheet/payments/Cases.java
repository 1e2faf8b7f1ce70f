package org.broadsheet.payments;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.broadsheet.privacy.Privacy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What waits for somebody's decision. Raising one twice is raising it once; closing it keeps it. */
@Service
public class Cases {
    private static final Logger LOG = LoggerFactory.getLogger(Cases.class);

    private final CaseStore store;
    private final Privacy privacy;
    private final ApplicationEventPublisher events;
    private final Clock wall;

    Cases(CaseStore store, Privacy privacy, ApplicationEventPublisher events, @Qualifier("wall") Clock wall) {
        this.store = store;
        this.privacy = privacy;
        this.events = events;
        this.wall = wall;
    }

    @Transactional
    public void raise(CaseKind kind, String subject, @Nullable UUID promise) {
        if (store.raise(kind, subject, promise, wall.instant())) {
            LOG.error("Somebody has to look into {}: {}, promise {}", kind.key(), subject, promise);
            events.publishEvent(new Alarm("case." + kind.key(), subject));
        }
    }

    /** Newest first. */
    public List<Case> open(int most) {
        return store.open(most);
    }

    /** @return false when somebody else has closed it */
    @Transactional
    public boolean close(UUID id, UUID by, String note) {
        return store.close(id, by, privacy.seal(CaseStore.NOTE, note), wall.instant());
    }
}
