package org.broadsheet.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** A request as it came. */
record Request(
        String id,
        String method,
        String path,
        String form,
        @Nullable String authorization,
        @Nullable String idempotencyKey,
        String version) {

    /** Two requests are the same when they ask the same of the same place. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((method + " " + path + "\n" + form).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
