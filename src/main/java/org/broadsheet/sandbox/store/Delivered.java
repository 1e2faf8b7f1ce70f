package org.broadsheet.sandbox.store;

/** A webhook that was taken, and how. */
public record Delivered(long id, Attempt attempt) {}
