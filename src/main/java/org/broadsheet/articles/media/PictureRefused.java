package org.broadsheet.articles.media;

/** Why a file is not taken in. */
public enum PictureRefused {
    NOT_A_PICTURE,
    TOO_MANY_BYTES,
    TOO_MANY_PIXELS;

    /** The message that says what to do. */
    public String key() {
        return "articles.picture." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
