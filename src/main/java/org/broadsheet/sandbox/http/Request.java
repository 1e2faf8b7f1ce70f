package org.broadsheet.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A request as it came. */
record Request(
        String id,
        String method,
        String path,
        String form,
        @Nullable String authorization,
        @Nullable String idempotencyKey,
        String version,
        String origin) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** Two requests are the same when they ask the same of the same place, in whatever order they say it. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((method + " " + path + "\n" + JSON.writeValueAsString(FormTree.parse(form)))
                            .getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
