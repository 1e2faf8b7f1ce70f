package org.broadsheet.sandbox.engine.webhooks;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.sandbox.engine.ApiVersion;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** Webhook endpoints: where events go, which ones, and the secret that signs them. */
public final class Endpoints {
    private static final int MOST = 16;

    private Endpoints() {}

    public static Doc create(Step step, Fields given) {
        if (step.like("webhook_endpoint", Fields.empty()).size() >= MOST)
            throw Problem.invalid(null, "You have reached the maximum of " + MOST + " test webhook endpoints.");
        given.maybe("api_version").ifPresent(version -> ApiVersion.check(version, "api_version"));
        EventTypes.check(given);
        var endpoint = step.create("webhook_endpoint", Ids.fresh("we_"));
        endpoint.take(given, "description", "api_version", "enabled_events").set("url", url(given));
        endpoint.mergeMetadata(given);
        endpoint.hidden().set("secrets", List.of(Ids.fresh("whsec_")));
        return endpoint;
    }

    public static Doc update(Doc endpoint, Fields given) {
        if (given.has("enabled_events")) EventTypes.check(given);
        if (given.isSet("url")) endpoint.set("url", url(given));
        if (given.has("disabled")) endpoint.set("status", given.is("disabled") ? "disabled" : "enabled");
        endpoint.take(given, "description", "enabled_events").mergeMetadata(given);
        return endpoint;
    }

    /** A new secret; the old one signs as well until the moment, which is one of the wall's since receivers live there. */
    public static String rollSecret(Doc endpoint, @Nullable Long oldUntil) {
        var old = endpoint.hidden().texts("secrets").getFirst();
        var fresh = Ids.fresh("whsec_");
        endpoint.hidden().set("secrets", List.of(fresh)).set("old_secret", old).set("old_secret_until", oldUntil);
        return fresh;
    }

    /** Those that sign now, the newest first. */
    public static List<String> validSecrets(Fields hidden, long wall) {
        var secrets = new ArrayList<>(hidden.texts("secrets"));
        if (hidden.number("old_secret_until", 0) > wall) secrets.add(hidden.text("old_secret"));
        return secrets;
    }

    /** The endpoint that was asked for when the sandbox was started, exactly once. */
    public static void ensure(Step step, String url, String secret) {
        var known = step.like("webhook_endpoint", Fields.empty().set("url", url)).stream()
                .filter(endpoint -> endpoint.hidden().is("ours"))
                .findFirst();
        if (known.isPresent()) {
            known.get().set("status", "enabled").set("api_version", ApiVersion.PINNED);
            known.get().hidden().set("secrets", List.of(secret)).set("old_secret_until", null);
            return;
        }
        var endpoint = step.create("webhook_endpoint", Ids.fresh("we_"));
        endpoint.set("url", url).set("api_version", ApiVersion.PINNED).set("enabled_events", List.of("*"));
        endpoint.hidden().set("secrets", List.of(secret)).set("ours", true);
    }

    private static String url(Fields given) {
        var url = given.text("url");
        try {
            var uri = URI.create(url);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())))
                return url;
        } catch (IllegalArgumentException notAnAddress) {
            // Falls through to the same answer as an address of another kind.
        }
        throw Problem.invalid(
                "url", "url_invalid", "Invalid URL: an explicit scheme (such as https) must be provided.");
    }
}
