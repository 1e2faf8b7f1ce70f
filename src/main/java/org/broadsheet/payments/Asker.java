package org.broadsheet.payments;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who wants something done. @param id of the member who asked, or of the member on whose link somebody clicked; null for us */
public record Asker(Kind kind, @Nullable UUID id) {
    public enum Kind {
        /** Signed in. */
        SUPPORTER,
        /** With a signed link from a mail. */
        LINK,
        STAFF,
        /** By rule: nobody clicked. */
        NEWSROOM
    }

    public static Asker supporter(UUID member) {
        return new Asker(Kind.SUPPORTER, member);
    }

    public static Asker link(@Nullable UUID member) {
        return new Asker(Kind.LINK, member);
    }

    public static Asker staff(UUID member) {
        return new Asker(Kind.STAFF, member);
    }

    public static Asker newsroom() {
        return new Asker(Kind.NEWSROOM, null);
    }
}
