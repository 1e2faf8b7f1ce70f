package org.broadsheet.staff;

import java.util.Locale;

/** What a member of staff may do. An owner may do everything. */
public enum Role {
    EDITOR,
    CARE,
    FINANCE,
    OWNER;

    public String authority() {
        return "ROLE_" + name();
    }

    /** As it stands in tables and message keys. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
