package org.broadsheet.articles;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.broadsheet.articles.prose.ReadingTime;
import org.broadsheet.publication.Texts;

/** What a page's template says about dates, minutes and names, in the page's language and the newsroom's zone. */
record PageWords(Texts texts, Locale language, ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);

    public String minutes(int words) {
        return texts.count(language, "articles.minutes", ReadingTime.minutes(words, language));
    }

    public String day(Instant at) {
        var pattern = texts.get(language, "articles.day");
        return DateTimeFormatter.ofPattern(pattern, language).format(at.atZone(zone));
    }

    public String weekday(Instant at) {
        var pattern = texts.get(language, "articles.weekday");
        var text = DateTimeFormatter.ofPattern(pattern, language).format(at.atZone(zone));
        return text.substring(0, 1).toUpperCase(language) + text.substring(1);
    }

    public String dayAndTime(Instant at) {
        return day(at) + ", " + TIME.format(at.atZone(zone));
    }

    /** As {@code datetime} wants it: at most three digits of a second, and nobody reads any. */
    public String iso(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.SECONDS).atZone(zone).toOffsetDateTime());
    }

    public String names(List<Named> authors) {
        return authors.stream().map(Named::name).collect(Collectors.joining(", "));
    }

    /** Who wrote it and how long it takes to read: what stands under a headline in a list. */
    public String byline(Teaser story) {
        var minutes = minutes(story.words());
        return story.authors().isEmpty() ? minutes : names(story.authors()) + " · " + minutes;
    }

    public String count(String key, long number) {
        return texts.count(language, key, number);
    }

    public String mailto(String headline, String address) {
        return "mailto:?subject=" + encoded(headline) + "&body=" + encoded(address);
    }

    /** For the head of a page: a sentence or two, never cut inside a word. */
    static String summary(String standfirst, String html) {
        if (!standfirst.isBlank()) {
            return standfirst;
        }
        var text = html.replaceAll("<[^>]*>", " ")
                .replace("&#39;", "'")
                .replace("&#34;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
        if (text.length() <= 200) {
            return text;
        }
        int end = text.lastIndexOf(' ', 200);
        return text.substring(0, end > 100 ? end : 200) + " …";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
