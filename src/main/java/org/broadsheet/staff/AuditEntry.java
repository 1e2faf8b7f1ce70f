package org.broadsheet.staff;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of the audit trail. Its hash covers all of it and the hash before it. */
record AuditEntry(
        long number,
        Instant at,
        @Nullable UUID actor,
        String action,
        String subjectKind,
        String subjectId,
        String details,
        byte[] previousHash,
        byte[] hash) {

    /** What the first row follows. */
    static final byte[] NOTHING = new byte[32];

    static AuditEntry after(
            byte[] previousHash,
            long number,
            Instant at,
            @Nullable UUID actor,
            String action,
            String subjectKind,
            String subjectId,
            String details) {
        return new AuditEntry(
                number,
                at,
                actor,
                action,
                subjectKind,
                subjectId,
                details,
                previousHash,
                hash(previousHash, number, at, actor, action, subjectKind, subjectId, details));
    }

    boolean follows(long lastNumber, byte[] lastHash) {
        return number == lastNumber + 1
                && Arrays.equals(previousHash, lastHash)
                && Arrays.equals(hash, hash(previousHash, number, at, actor, action, subjectKind, subjectId, details));
    }

    private static byte[] hash(
            byte[] previousHash,
            long number,
            Instant at,
            @Nullable UUID actor,
            String action,
            String subjectKind,
            String subjectId,
            String details) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(previousHash);
            digest.update(ByteBuffer.allocate(20)
                    .putLong(number)
                    .putLong(at.getEpochSecond())
                    .putInt(at.getNano())
                    .flip());
            // Each text with its length before it, so that nothing can move from one field to the next unseen.
            for (var text :
                    new String[] {actor == null ? "" : actor.toString(), action, subjectKind, subjectId, details}) {
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
