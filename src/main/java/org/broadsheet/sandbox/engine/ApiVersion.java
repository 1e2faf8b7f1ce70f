package org.broadsheet.sandbox.engine;

import java.util.List;

/** The one version of Stripe's API that is spoken here, and those that Stripe has. */
public final class ApiVersion {
    public static final String PINNED = "2026-07-29.dahlia";
    private static final List<String> STRIPES = WordList.read("api-versions.txt");
    private static final String TRAIN = PINNED.substring(PINNED.indexOf('.'));

    private ApiVersion() {}

    public static boolean isSpoken(String version) {
        return STRIPES.contains(version) && version.endsWith(TRAIN);
    }

    /** Versions of one train are alike; what an older one would look like is not simulated, and not pretended. */
    public static void check(String version, String param) {
        if (!STRIPES.contains(version))
            throw Problem.invalid(
                    param, "Invalid Stripe API version: " + version + ". This sandbox speaks " + PINNED + ".");
        if (!version.endsWith(TRAIN))
            throw Problem.invalid(
                    param,
                    "Stripe has the API version " + version + ", but this sandbox speaks " + PINNED
                            + " only and does not render objects as other trains do.");
    }
}
