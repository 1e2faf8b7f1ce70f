package org.broadsheet.payments;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.publication.Publication;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Marks what we make at Stripe, and tells what is ours from what is somebody else's on a shared account. Another installation's
 * objects carry its instance, and are left alone.
 */
@Component
public class Ownership {
    static final String INSTANCE = "broadsheet_instance";
    static final String SCHEMA = "broadsheet_schema";
    static final String PROMISE = "broadsheet_promise";
    private static final String SCHEMA_VERSION = "1";

    private final Publication publication;

    Ownership(Publication publication) {
        this.publication = publication;
    }

    public Map<String, String> mark(UUID promise) {
        return Map.of(INSTANCE, instance(), SCHEMA, SCHEMA_VERSION, PROMISE, promise.toString());
    }

    Optional<UUID> promise(JsonNode metadata) {
        return promise(
                metadata.path(INSTANCE).asString(""), metadata.path(PROMISE).asString(""));
    }

    Optional<UUID> promise(Map<String, String> metadata) {
        return promise(metadata.getOrDefault(INSTANCE, ""), metadata.getOrDefault(PROMISE, ""));
    }

    private Optional<UUID> promise(String instance, String promise) {
        if (!instance.equals(instance())) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(promise));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String instance() {
        return publication.newsroom().instance().toString();
    }
}
