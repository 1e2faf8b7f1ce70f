package org.broadsheet.ledger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Books that were begun before there were seals are sealed as they are found. */
@Component
class SealingAtStart {
    private static final Logger LOG = LoggerFactory.getLogger(SealingAtStart.class);

    private final Sealing sealing;

    SealingAtStart(Sealing sealing) {
        this.sealing = sealing;
    }

    @EventListener(ApplicationReadyEvent.class)
    void seal() {
        int sealed = sealing.sealTheRest();
        if (sealed > 0) {
            LOG.info("{} transactions of the books were sealed", sealed);
        }
    }
}
