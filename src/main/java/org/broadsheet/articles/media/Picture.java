package org.broadsheet.articles.media;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** A picture that we keep, by the hash of its bytes. */
public record Picture(String hash, String name, int width, int height) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public Picture {
        if (!isHash(hash)) {
            throw new IllegalArgumentException("Not a hash: " + hash);
        }
    }

    public static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    public static byte[] bytes(String hash) {
        return HexFormat.of().parseHex(hash);
    }

    /** Where it is found, in every language. */
    public String path() {
        return "/media/" + hash + "/" + name;
    }

    public boolean isDrawing() {
        return name.endsWith(".svg");
    }
}
