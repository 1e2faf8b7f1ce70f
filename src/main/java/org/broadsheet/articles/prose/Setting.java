package org.broadsheet.articles.prose;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Sets the text of each paragraph as a whole, so that a quotation may begin in one piece of it and end in another. */
final class Setting extends AbstractVisitor {
    private final Typography typography;

    Setting(Typography typography) {
        this.typography = typography;
    }

    @Override
    public void visit(Paragraph paragraph) {
        set(paragraph);
    }

    @Override
    public void visit(Heading heading) {
        set(heading);
    }

    @Override
    public void visit(CustomBlock block) {
        switch (block) {
            case Pieces.Figure figure -> figure.set(typography);
            default -> set(block);
        }
    }

    private void set(Node block) {
        var pieces = new ArrayList<String>();
        var texts = new ArrayList<Text>();
        var positions = new ArrayList<Integer>();
        collect(block, pieces, texts, positions);
        if (texts.isEmpty()) {
            return;
        }
        var joint = String.valueOf(Typography.JOINT);
        var done = typography.set(String.join(joint, pieces)).split(joint, -1);
        for (int each = 0; each < texts.size(); each++) {
            texts.get(each).setLiteral(done[positions.get(each)]);
        }
    }

    private static void collect(Node parent, List<String> pieces, List<Text> texts, List<Integer> positions) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Text text -> {
                    positions.add(pieces.size());
                    texts.add(text);
                    pieces.add(text.getLiteral());
                }
                case SoftLineBreak end -> pieces.add("\n");
                case HardLineBreak end -> pieces.add("\n");
                case Code code -> pieces.add(String.valueOf(Typography.OBJECT));
                case Image image -> pieces.add(String.valueOf(Typography.OBJECT));
                case HtmlInline html -> pieces.add(String.valueOf(Typography.OBJECT));
                default -> {
                    if (node instanceof Link link && isBare(link)) {
                        pieces.add(String.valueOf(Typography.OBJECT));
                    } else {
                        collect(node, pieces, texts, positions);
                    }
                }
            }
        }
    }

    /** A link that shows its own address. */
    private static boolean isBare(Link link) {
        return link.getFirstChild() instanceof Text text
                && text.getNext() == null
                && (link.getDestination().equals(text.getLiteral())
                        || link.getDestination().equals("mailto:" + text.getLiteral()));
    }
}
