package org.broadsheet.staff;

import java.util.Set;

/** A line of the desk's rail, made as a bean by the module whose pages it leads to. */
public record DeskEntry(String path, String labelKey, Set<Role> roles, int order) {}
