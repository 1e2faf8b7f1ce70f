package org.broadsheet.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;

/** What makes a transaction of the books part of a chain. */
record Seal(long number, UUID transaction, byte[] previousHash, byte[] hash) {

    /** What the first one follows. */
    static final byte[] NOTHING = new byte[32];

    static Seal after(long number, byte[] previousHash, SealedTransaction content) {
        return new Seal(number, content.id(), previousHash, hash(number, previousHash, content));
    }

    boolean follows(long lastNumber, byte[] lastHash, SealedTransaction content) {
        return number == lastNumber + 1
                && Arrays.equals(previousHash, lastHash)
                && Arrays.equals(hash, hash(number, previousHash, content));
    }

    private static byte[] hash(long number, byte[] previousHash, SealedTransaction content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(previousHash);
            digest.update(ByteBuffer.allocate(8).putLong(number).flip());
            // Each text with its length before it, so that nothing can move from one field to the next unseen.
            for (var text : content.texts()) {
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
