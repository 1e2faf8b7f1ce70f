package org.broadsheet.sandbox.store;

/** An object that time could do nothing with, and why. */
public record Parked(String id, String kind, String why) {}
