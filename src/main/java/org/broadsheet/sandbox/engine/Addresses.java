package org.broadsheet.sandbox.engine;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses that people are sent to: pages on the web, and nothing else. */
public final class Addresses {
    private Addresses() {}

    /** @throws Problem when the parameter is given and is no such address */
    public static void check(Fields given, String path) {
        var address = given.find(path);
        if (address != null) check(address, path);
    }

    /** As above, but with room for the session's id, which whoever sends people there fills in. */
    public static void checkTemplate(Fields given, String path) {
        var address = given.find(path);
        if (address != null) check(address.replace("{CHECKOUT_SESSION_ID}", "x"), path);
    }

    private static void check(String address, String path) {
        if (!isPage(address)) throw Problem.invalid(param(path), "url_invalid", "Not a valid URL");
    }

    private static boolean isPage(String address) {
        try {
            var uri = new URI(address);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    /** {@code a.b} as a form writes it: {@code a[b]}. */
    private static String param(String path) {
        var dot = path.indexOf('.');
        return dot < 0
                ? path
                : path.substring(0, dot) + "[" + path.substring(dot + 1).replace(".", "][") + "]";
    }
}
