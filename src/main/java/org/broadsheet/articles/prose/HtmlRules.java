package org.broadsheet.articles.prose;

import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** What may stand in the body of an article. Everything else is dropped: no ids, no styles, no picture from elsewhere. */
final class HtmlRules {
    private static final Pattern LINK =
            Pattern.compile("(?i)(?:https?://[^\\s/\\\\][^\\s]*|mailto:[^\\s]+|/(?![/\\\\])[^\\s]*)");
    private static final Pattern OWN_PICTURE = Pattern.compile("/media/[0-9a-f]{64}/[a-z0-9-]{1,80}\\.[a-z]{3,4}");
    private static final Pattern PIXELS = Pattern.compile("[1-9][0-9]{0,4}");

    private static final PolicyFactory RULES = new HtmlPolicyBuilder()
            .allowElements("p", "h2", "h3", "h4", "em", "strong", "code", "pre", "br", "hr", "ul", "ol", "li")
            .allowElements("blockquote", "footer", "figure", "figcaption", "img", "a")
            .allowAttributes("class")
            .matching(Pattern.compile("first|end|first end|hung"))
            .onElements("p")
            .allowAttributes("class")
            .matching(Pattern.compile("pull"))
            .onElements("blockquote")
            .allowAttributes("start")
            .matching(Pattern.compile("[0-9]{1,6}"))
            .onElements("ol")
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href")
            .matching(LINK)
            .onElements("a")
            .requireRelsOnLinks("noopener")
            .allowAttributes("src")
            .matching(OWN_PICTURE)
            .onElements("img")
            .allowAttributes("alt")
            .onElements("img")
            .allowAttributes("width", "height")
            .matching(PIXELS)
            .onElements("img")
            .allowAttributes("loading")
            .matching(Pattern.compile("lazy"))
            .onElements("img")
            .toFactory();

    private HtmlRules() {}

    static String clean(String html) {
        return RULES.sanitize(html);
    }
}
