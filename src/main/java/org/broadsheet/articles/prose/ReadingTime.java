package org.broadsheet.articles.prose;

import java.util.Locale;
import java.util.regex.Pattern;

/** How long a text takes to read. */
public final class ReadingTime {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:[-’'.,:/][\\p{L}\\p{N}]+)*");

    private ReadingTime() {}

    public static int words(String text) {
        return (int) WORD.matcher(text).results().count();
    }

    /** Whole minutes, at least one. Russian words are longer, so there are fewer of them in a minute. */
    public static int minutes(int words, Locale language) {
        int perMinute = language.getLanguage().equals("ru") ? 180 : 220;
        return Math.max(1, Math.round((float) words / perMinute));
    }
}
