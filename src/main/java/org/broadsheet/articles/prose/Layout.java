package org.broadsheet.articles.prose;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** Finds in plain Markdown what a newspaper has: pictures with captions, quotations with their speaker, headings below the headline. */
final class Layout extends AbstractVisitor {
    private final Function<String, Optional<Illustration>> pictures;
    private final List<String> missing;

    Layout(Function<String, Optional<Illustration>> pictures, List<String> missing) {
        this.pictures = pictures;
        this.missing = missing;
    }

    @Override
    public void visit(Heading heading) {
        heading.setLevel(Math.clamp(heading.getLevel(), 2, 4));
        visitChildren(heading);
    }

    @Override
    public void visit(BlockQuote quote) {
        if (quote.getLastChild() instanceof Paragraph last) {
            attribute(last);
        }
        visitChildren(quote);
    }

    @Override
    public void visit(Paragraph paragraph) {
        if (paragraph.getFirstChild() instanceof Image image && image.getNext() == null) {
            var known = find(image);
            known.ifPresent(each -> paragraph.insertBefore(new Pieces.Figure(each, altOf(image), image.getTitle())));
            paragraph.unlink();
            return;
        }
        visitChildren(paragraph);
    }

    /** A picture amid words: shown by its words alone. */
    @Override
    public void visit(Image image) {
        find(image);
        image.insertBefore(new Text(altOf(image)));
        image.unlink();
    }

    private Optional<Illustration> find(Image image) {
        var known = pictures.apply(image.getDestination());
        if (known.isEmpty()) {
            missing.add(image.getDestination());
        }
        return known;
    }

    /** The last line of a quotation that starts with a dash says who spoke. */
    private static void attribute(Paragraph last) {
        var start = startOfAttribution(last);
        if (start == null) {
            return;
        }
        var speaker = new Pieces.Speaker();
        start.setLiteral(start.getLiteral().replaceFirst("^(?:—|–|--?)\\s*", ""));
        for (Node node = start, next; node != null; node = next) {
            next = node.getNext();
            speaker.appendChild(node);
        }
        while (last.getLastChild() instanceof SoftLineBreak || last.getLastChild() instanceof HardLineBreak) {
            last.getLastChild().unlink();
        }
        last.insertAfter(speaker);
        if (last.getFirstChild() == null) {
            last.unlink();
        }
    }

    private static @Nullable Text startOfAttribution(Paragraph paragraph) {
        boolean lineStarts = paragraph.getPrevious() != null;
        Text found = null;
        for (var node = paragraph.getFirstChild(); node != null; node = node.getNext()) {
            if (lineStarts && node instanceof Text text && text.getLiteral().matches("(?s)(?:—|–|--).*")) {
                found = text;
            }
            lineStarts = node instanceof SoftLineBreak || node instanceof HardLineBreak;
        }
        return found;
    }

    private static String altOf(Node image) {
        var alt = new StringBuilder();
        for (var node = image.getFirstChild(); node != null; node = node.getNext()) {
            alt.append(node instanceof Text text ? text.getLiteral() : altOf(node));
        }
        return alt.toString();
    }
}
