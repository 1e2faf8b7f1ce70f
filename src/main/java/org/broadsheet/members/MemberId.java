package org.broadsheet.members;

import java.util.UUID;

/** Whom everything of a person hangs on; also the principal's name. Never an address. */
public record MemberId(UUID value) {}
