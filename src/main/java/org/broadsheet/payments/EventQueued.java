package org.broadsheet.payments;

/** Rings once an event is committed, so that work starts at once; the job would find it as well. */
record EventQueued(String eventId) {}
