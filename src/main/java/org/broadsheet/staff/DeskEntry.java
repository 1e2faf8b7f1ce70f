package org.broadsheet.staff;

import java.util.Set;

/** A page of the desk, as its rail lists it: a bean in the module whose page it is. Owners see every entry. */
public record DeskEntry(String path, String labelKey, Set<Role> roles, int order) {}
