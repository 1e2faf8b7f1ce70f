package org.broadsheet.staff;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Until a newsroom has an owner, each start in production prints the way in. To the console, because logs are kept and shipped. */
@Component
class FirstOwner {
    private final SetupLinks links;
    private final StaffStore people;

    FirstOwner(SetupLinks links, StaffStore people) {
        this.links = links;
        this.people = people;
    }

    @EventListener(ApplicationReadyEvent.class)
    void printTheWayIn() {
        if (!links.isLocal() && !people.hasReadyOwner()) {
            System.out.println(
                    "This newsroom has no owner yet. Whoever opens this address first becomes it, within 24 hours:");
            System.out.println("  " + links.make());
        }
    }
}
