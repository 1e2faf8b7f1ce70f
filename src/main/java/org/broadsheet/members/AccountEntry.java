package org.broadsheet.members;

/** A page of a member's own, as the account's overview lists it. */
public record AccountEntry(String path, String labelKey, int order) {}
