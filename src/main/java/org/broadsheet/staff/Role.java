package org.broadsheet.staff;

/** What staff may do. An owner may do everything. */
public enum Role {
    EDITOR,
    CARE,
    FINANCE,
    OWNER
}
