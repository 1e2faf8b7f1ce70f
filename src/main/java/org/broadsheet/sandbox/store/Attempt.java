package org.broadsheet.sandbox.store;

/** One time that a webhook was sent: the moment in its signature, what came back, and how long that took. */
public record Attempt(long signedAt, String answer, int tookMillis) {}
