package org.broadsheet.articles.prose;

import java.util.Optional;
import java.util.regex.Pattern;

/** A whole article that was pasted into the field for its text: which part is what. */
public final class Pasted {
    private static final int LONGEST_HEADLINE = 180;
    private static final int LONGEST_CAPTION = 240;
    private static final Pattern MARKUP = Pattern.compile("^(?:[>|`!]|[-*+] |\\d+[.)] )");

    private Pasted() {}

    /** @param body the text without the part that was taken out of it */
    public record Lifted(String part, String body) {}

    /** The first line, when it stands alone and reads like a headline. */
    public static Optional<Lifted> headline(String typed) {
        return firstParagraph(typed)
                .map(each -> new Lifted(each.part().replaceFirst("^#{1,3}\\s+", ""), each.body()))
                .filter(each -> !each.body().isBlank()
                        && each.part().length() <= LONGEST_HEADLINE
                        && !MARKUP.matcher(each.part()).find());
    }

    /** The first paragraph, when it is one sentence that nobody speaks: then it may well be what the picture shows. */
    public static Optional<Lifted> caption(String typed) {
        return firstParagraph(typed)
                .filter(each -> !each.body().isBlank()
                        && each.part().length() <= LONGEST_CAPTION
                        && each.part().matches("[^\"“”«»#>*|`]+[.]?")
                        && !each.part().replaceFirst("[.]$", "").matches(".*[.!?…]\\s+\\p{Lu}.*"));
    }

    private static Optional<Lifted> firstParagraph(String typed) {
        var text = Prose.tidy(typed).strip();
        int end = text.indexOf('\n');
        if (end < 0) {
            return Optional.empty();
        }
        var rest = text.substring(end + 1);
        // A line that runs on is a wrapped paragraph, not a headline; unless every line is a paragraph of its own.
        boolean alone = rest.isBlank() || rest.startsWith("\n") || rest.matches("(?s)[ \\t]+\\n.*");
        return alone ? Optional.of(new Lifted(text.substring(0, end).strip(), rest.strip())) : Optional.empty();
    }
}
