package org.broadsheet.members;

/** A page of a member's own, as the account's overview lists it: a bean in the module whose page it is. */
public record AccountEntry(String path, String labelKey, int order) {}
