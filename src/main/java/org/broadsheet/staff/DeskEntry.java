package org.broadsheet.staff;

import java.util.Set;

/** A place of the desk, as its rail lists it to those who have one of the roles. A bean of whichever module has such pages. */
public record DeskEntry(String path, String labelKey, Set<Role> roles, int order) {
    boolean isFor(StaffMember person) {
        return roles.stream().anyMatch(person::may);
    }

    /** The desk's own page contains nothing but itself, though every address of the desk begins with its. */
    boolean contains(String opened) {
        return opened.equals(path) || !path.equals("/desk") && opened.startsWith(path + "/");
    }
}
