package org.broadsheet.payments;

import java.util.UUID;

/** Rings once a command is committed, so that it is sent at once; the job would find it as well. */
record CommandQueued(UUID command) {}
