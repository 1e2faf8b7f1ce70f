package org.broadsheet.sandbox.engine;

/**
 * Addresses that open a page without a password: an object's id with a long secret behind it, so that whoever knows the
 * id alone stands outside.
 */
public final class Secrets {
    private static final String START = "test_";
    private static final int ID = 24;

    private Secrets() {}

    /** The last part of the object's address, the same every time. */
    public static String token(Doc doc) {
        var hidden = doc.hidden();
        if (!hidden.isSet("secret")) hidden.set("secret", Ids.fresh("") + Ids.fresh(""));
        return START + doc.id().substring(doc.id().indexOf('_') + 1) + hidden.text("secret");
    }

    /** The id that a token begins with, whether or not the rest is right. */
    public static String id(String prefix, String token) {
        return token.matches(START + "\\w{" + ID + ",}")
                ? prefix + token.substring(START.length(), START.length() + ID)
                : "";
    }

    public static boolean opens(String token, Doc doc) {
        return doc.hidden().isSet("secret") && token(doc).equals(token);
    }
}
