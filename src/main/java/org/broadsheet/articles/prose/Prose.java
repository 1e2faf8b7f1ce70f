package org.broadsheet.articles.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * Turns what an editor typed into the body of an article: Markdown, set in the language's typography, then cleaned. HTML in the text is
 * shown as typed, never used. Lines that are only indented stay prose: people paste from word processors.
 */
public final class Prose {
    private static final Parser PARSER = Parser.builder()
            .enabledBlockTypes(Set.of(
                    BlockQuote.class, Heading.class, FencedCodeBlock.class, ThematicBreak.class, ListBlock.class))
            .build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder()
            .escapeHtml(true)
            .nodeRendererFactory(Pieces.Renderer::new)
            .attributeProviderFactory(context -> new Pieces.Classes())
            .build();
    private static final TextContentRenderer TEXT =
            TextContentRenderer.builder().build();

    /**
     * @param html clean, and ready to stand in a page
     * @param missing names of pictures that the text shows and nobody knows
     */
    public record Written(String html, String text, int words, List<String> missing) {}

    private Prose() {}

    public static Written write(String typed, Locale language, Function<String, Optional<Illustration>> pictures) {
        var document = PARSER.parse(Typography.strip(tidy(typed)));
        var missing = new ArrayList<String>();
        document.accept(new Layout(pictures, missing));
        document.accept(new Setting(Typography.of(language)));
        var text = textOf(document);
        return new Written(HtmlRules.clean(HTML.render(document)), text, ReadingTime.words(text), List.copyOf(missing));
    }

    /** Once more before it is shown: what lies in a database may be older than the rules, or not ours. */
    public static String clean(String html) {
        return HtmlRules.clean(html);
    }

    /** One line of text: a headline, a caption. */
    public static String line(String typed, Locale language) {
        var one = Typography.strip(tidy(typed)).strip().replaceAll("[ \\t\\n]+", " ");
        return Typography.of(language).set(one);
    }

    /**
     * Line ends of one kind and no characters that nobody sees. A text without any empty line has one paragraph per line: that is how
     * some programs copy.
     */
    public static String tidy(String typed) {
        var text = typed.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace("\u2028", "\n")
                .replace("\u2029", "\n\n")
                .replaceAll("[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F\\u200B\\uFEFF\\uFFFE\\uFFFF]", "")
                .replaceAll("[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]", "\uFFFD");
        boolean linePerParagraph = !text.strip().matches("(?s).*\\n[ \\t]*\\n.*")
                && text.lines().filter(line -> line.length() > 120).count() > 1
                && text.lines().noneMatch(line -> line.matches("\\s*(?:[-*+>#|]|\\d+[.)]|```).*"));
        return linePerParagraph ? text.strip().replaceAll("\\n+", "\n\n") : text;
    }

    private static String textOf(Node document) {
        return TEXT.render(document).strip();
    }
}
