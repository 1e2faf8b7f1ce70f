package org.broadsheet.members;

import java.time.Instant;
import java.util.Locale;
import org.broadsheet.privacy.EmailAddress;
import org.jspecify.annotations.Nullable;

/** Somebody with an account. {@code claimed} once they have signed in: until then only a gift speaks for the address. */
public record Member(
        MemberId id, EmailAddress email, @Nullable String name, Locale language, boolean claimed, Instant joinedAt) {
    @Override
    public String toString() {
        return "Member[" + id.value() + "]";
    }
}
