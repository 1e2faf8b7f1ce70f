package org.broadsheet.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.broadsheet.sandbox.engine.Problem;
import org.jspecify.annotations.Nullable;

/** The API key of a request, as Basic or Bearer. Only secret test keys open anything here. */
final class Key {
    private Key() {}

    static String of(@Nullable String authorization) {
        var key = authorization == null ? "" : read(authorization.strip());
        if (key.isEmpty())
            throw refused(
                    401,
                    null,
                    "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
        if (key.startsWith("pk_test_"))
            throw refused(
                    403,
                    "secret_key_required",
                    "This API call cannot be made with a publishable API key. Use a secret one.");
        if (key.startsWith("sk_live_") || key.startsWith("rk_live_"))
            throw refused(
                    401, "testmode_charges_only", "This is a sandbox: it takes test keys only, never a live key.");
        if (!key.matches("[sr]k_test_\\w{1,240}")) throw refused(401, null, "Invalid API Key provided: " + masked(key));

        // What a restricted key may not do is decided in Stripe's dashboard; here it opens its account like a secret
        // one.
        return "s" + key.substring(1);
    }

    private static String read(String authorization) {
        if (authorization.regionMatches(true, 0, "Bearer ", 0, 7))
            return authorization.substring(7).strip();
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) return "";
        try {
            var pair = new String(
                    Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
            var colon = pair.indexOf(':');
            return colon < 0 ? pair : pair.substring(0, colon);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static String masked(String key) {
        return key.length() < 12 ? "*".repeat(key.length()) : key.substring(0, 8) + "****";
    }

    private static Problem refused(int status, @Nullable String code, String message) {
        return new Problem(status, "invalid_request_error", code, null, message);
    }
}
