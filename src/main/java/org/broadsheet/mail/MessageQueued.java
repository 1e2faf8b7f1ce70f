package org.broadsheet.mail;

import java.util.UUID;

/** Rings once a message is committed, so that nobody waits for the next round of the job. */
record MessageQueued(UUID ring) {}
