package org.broadsheet.staff;

import org.jspecify.annotations.Nullable;

record SetupForm(@Nullable String name, @Nullable String email) {
    static final SetupForm EMPTY = new SetupForm(null, null);
}
