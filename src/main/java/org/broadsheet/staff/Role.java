package org.broadsheet.staff;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What somebody does here. An owner does everything. */
public enum Role {
    EDITOR,
    CARE,
    FINANCE,
    OWNER;

    public String authority() {
        return "ROLE_" + name();
    }

    /** As it stands in the table and in message keys. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role of(String key) {
        return Arrays.stream(values())
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such role: " + key));
    }

    static Set<Role> implied(Set<Role> roles) {
        return roles.contains(OWNER) ? EnumSet.allOf(Role.class) : Set.copyOf(roles);
    }

    static Set<String> authorities(Set<Role> roles) {
        return implied(roles).stream().map(Role::authority).collect(Collectors.toUnmodifiableSet());
    }
}
