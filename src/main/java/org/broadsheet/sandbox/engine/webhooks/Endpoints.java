package org.broadsheet.sandbox.engine.webhooks;

import java.net.URI;
import java.util.List;
import org.broadsheet.sandbox.engine.ApiVersion;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;

/** Webhook endpoints: where events go, which ones, and the secret that signs them. */
public final class Endpoints {
    private Endpoints() {}

    public static Doc create(Step step, Fields given) {
        var endpoint = step.create("webhook_endpoint", Ids.fresh("we_"));
        var version = given.find("api_version");
        if (version != null && !version.equals(ApiVersion.PINNED))
            throw Problem.invalid(
                    "api_version", "This sandbox speaks " + ApiVersion.PINNED + " only, not " + version + ".");

        endpoint.take(given, "description", "api_version", "enabled_events").set("url", url(given));
        endpoint.mergeMetadata(given);
        endpoint.hidden().set("secrets", List.of(Ids.fresh("whsec_")));
        return endpoint;
    }

    public static Doc update(Doc endpoint, Fields given) {
        if (given.isSet("url")) endpoint.set("url", url(given));
        if (given.has("disabled")) endpoint.set("status", given.is("disabled") ? "disabled" : "enabled");
        endpoint.take(given, "description", "enabled_events").mergeMetadata(given);
        return endpoint;
    }

    /** The endpoint that was asked for when the sandbox was started, exactly once. */
    public static void ensure(Step step, String url, String secret) {
        var known = step.like("webhook_endpoint", Fields.empty().set("url", url)).stream()
                .filter(endpoint -> endpoint.hidden().is("ours"))
                .findFirst();
        if (known.isPresent()) {
            known.get().set("status", "enabled").set("api_version", ApiVersion.PINNED);
            known.get().hidden().set("secrets", List.of(secret));
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
