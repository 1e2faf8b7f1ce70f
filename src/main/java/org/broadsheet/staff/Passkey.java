package org.broadsheet.staff;

import java.time.Instant;

/** One of somebody's passkeys, as they see it in their list. */
record Passkey(String id, String kind, Instant addedAt, Instant usedAt) {}
