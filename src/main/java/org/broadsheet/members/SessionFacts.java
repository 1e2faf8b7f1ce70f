package org.broadsheet.members;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that a session holds, as one line of text: who, how they proved it, and when. */
record SessionFacts(MemberId member, SessionKind kind, Instant signedInAt) {
    private static final String VERSION = "1";

    String write() {
        return String.join(
                " ", VERSION, member.value().toString(), kind.name(), String.valueOf(signedInAt.getEpochSecond()));
    }

    /** Empty for anything that this version did not write: then nobody is signed in, and nothing breaks. */
    static Optional<SessionFacts> read(@Nullable Object stored) {
        if (!(stored instanceof String text)) {
            return Optional.empty();
        }
        var parts = text.split(" ", -1);
        if (parts.length != 4 || !parts[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SessionFacts(
                    new MemberId(UUID.fromString(parts[1])),
                    SessionKind.valueOf(parts[2]),
                    Instant.ofEpochSecond(Long.parseLong(parts[3]))));
        } catch (IllegalArgumentException | DateTimeException ignored) {
            return Optional.empty();
        }
    }

    boolean isOver(Instant now) {
        return !now.isBefore(signedInAt.plus(kind.absolute()));
    }
}
