package org.broadsheet.members;

import java.time.Instant;

/** One of a member's sessions, as they see it in their list. Nothing about the device: we do not keep that. */
public record OpenSession(Instant signedInAt, Instant lastSeenAt, boolean here) {}
