package org.broadsheet.members;

import java.time.Duration;

/** How somebody proved who they are, which decides how long it holds and what it opens. */
public enum SessionKind {
    /** By a link or code from their mailbox: opens their own account, and no role even if they have one. */
    READER(Duration.ofDays(14), Duration.ofDays(90)),
    /** By a passkey: opens the desk. */
    STAFF(Duration.ofMinutes(30), Duration.ofHours(8)),
    /** On the way to a passkey: opens its registration and nothing else. */
    SETUP(Duration.ofMinutes(30), Duration.ofHours(1));

    private final Duration idle;
    private final Duration absolute;

    SessionKind(Duration idle, Duration absolute) {
        this.idle = idle;
        this.absolute = absolute;
    }

    public Duration idle() {
        return idle;
    }

    public Duration absolute() {
        return absolute;
    }
}
