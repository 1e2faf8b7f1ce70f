package org.broadsheet.members;

import java.util.UUID;

/** Whom a member's data hangs on; never an address. */
public record MemberId(UUID value) {}
