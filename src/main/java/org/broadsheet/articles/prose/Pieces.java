package org.broadsheet.articles.prose;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Document;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.jspecify.annotations.Nullable;

/** The pieces of an article that Markdown has no word for. */
final class Pieces {
    /** Shorter than this a first paragraph has no room for a letter three lines high. */
    private static final int ROOM_FOR_DROP_CAP = 160;

    private Pieces() {}

    static final class Figure extends CustomBlock {
        private final Illustration picture;
        private String alt;
        private String caption;

        Figure(Illustration picture, String alt, @Nullable String caption) {
            this.picture = picture;
            this.alt = alt;
            this.caption = caption == null ? "" : caption;
        }

        void set(Typography typography) {
            alt = typography.set(alt);
            caption = typography.set(caption);
        }
    }

    /** Who said what a quotation quotes. */
    static final class Speaker extends CustomBlock {}

    static final class Renderer implements NodeRenderer {
        private final HtmlNodeRendererContext context;

        Renderer(HtmlNodeRendererContext context) {
            this.context = context;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Figure.class, Speaker.class);
        }

        @Override
        public void render(Node node) {
            switch (node) {
                case Figure figure -> figure(figure);
                case Speaker speaker -> speaker(speaker);
                default -> throw new IllegalArgumentException("Not ours: " + node);
            }
        }

        private void figure(Figure figure) {
            var out = context.getWriter();
            Map<String, String> image = new LinkedHashMap<>();
            image.put("src", figure.picture.path());
            image.put("width", String.valueOf(figure.picture.width()));
            image.put("height", String.valueOf(figure.picture.height()));
            image.put("alt", figure.alt);
            image.put("loading", "lazy");
            out.line();
            out.tag("figure");
            out.tag("img", image, true);
            if (!figure.caption.isBlank()) {
                out.tag("figcaption");
                out.text(figure.caption);
                out.tag("/figcaption");
            }
            out.tag("/figure");
            out.line();
        }

        private void speaker(Speaker speaker) {
            var out = context.getWriter();
            out.line();
            out.tag("footer");
            for (var node = speaker.getFirstChild(); node != null; node = node.getNext()) {
                context.render(node);
            }
            out.tag("/footer");
            out.line();
        }
    }

    /** Drop cap, end mark, hanging quotation mark, pull quote. */
    static final class Classes implements AttributeProvider {
        @Override
        public void setAttributes(Node node, String tag, Map<String, String> attributes) {
            if (node instanceof BlockQuote quote && quote.getLastChild() instanceof Speaker) {
                attributes.put("class", "pull");
            } else if (node instanceof Paragraph paragraph) {
                if (paragraph.getParent() instanceof Document) {
                    ofBody(paragraph, attributes);
                } else if (startsWith(paragraph, "“«„")) {
                    attributes.put("class", "hung");
                }
            }
        }

        private static void ofBody(Paragraph paragraph, Map<String, String> attributes) {
            boolean first = paragraph.getPrevious() == null && takesDropCap(paragraph);
            boolean end = paragraph.getNext() == null;
            if (first || end) {
                attributes.put("class", first && end ? "first end" : first ? "first" : "end");
            }
        }

        private static boolean takesDropCap(Paragraph paragraph) {
            return paragraph.getFirstChild() instanceof Text text
                    && text.getLiteral().codePoints().limit(1).allMatch(Character::isLetter)
                    && length(paragraph) >= ROOM_FOR_DROP_CAP;
        }

        private static boolean startsWith(Paragraph paragraph, String any) {
            return paragraph.getFirstChild() instanceof Text text
                    && !text.getLiteral().isEmpty()
                    && any.indexOf(text.getLiteral().charAt(0)) >= 0;
        }

        private static int length(Node node) {
            int sum = 0;
            for (var each = node.getFirstChild(); each != null; each = each.getNext()) {
                sum += each instanceof Text text ? text.getLiteral().length() : length(each);
            }
            return sum;
        }
    }
}
