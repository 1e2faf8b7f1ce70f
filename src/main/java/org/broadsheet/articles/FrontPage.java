package org.broadsheet.articles;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What stands where on the front page. Every story stands once, apart from the list of the latest; a place for which there is no story
 * is not there.
 */
record FrontPage(
        @Nullable Teaser lead,
        List<Teaser> also,
        List<Teaser> side,
        List<Teaser> opinion,
        List<Block> blocks,
        List<Teaser> latest) {

    private static final int SIDE = 3;
    private static final int ALSO = 2;
    private static final int OPINIONS = 4;
    private static final int OF_A_SECTION = 4;
    private static final int ENOUGH_FOR_SPLIT = 3;
    private static final int LATEST = 6;

    /** How a section is laid out: one story large, one and a column beside it, or a row. */
    enum Shape {
        LONG,
        SPLIT,
        ROW
    }

    /** A section's stories; the first is the large one where there is one. */
    record Block(Section section, Shape shape, List<Teaser> stories) {
        public Teaser first() {
            return stories.getFirst();
        }

        public List<Teaser> rest() {
            return stories.subList(1, stories.size());
        }
    }

    /** @param stories the newest of each section, newest first */
    static FrontPage of(List<Section> sections, List<Teaser> stories) {
        var left = new LinkedHashSet<>(stories);
        var leads = take(left, 1, Teaser::lead);
        if (leads.isEmpty()) {
            leads = take(left, 1, each -> each.picture() != null && each.kind() != Section.Kind.OPINION);
        }
        if (leads.isEmpty()) {
            leads = take(left, 1, each -> true);
        }
        if (leads.isEmpty()) {
            return new FrontPage(null, List.of(), List.of(), List.of(), List.of(), List.of());
        }
        var lead = leads.getFirst();
        var also = take(
                left, ALSO, each -> !lead.kicker().isEmpty() && each.kicker().equals(lead.kicker()));
        var side = take(left, SIDE, each -> each.kind() == Section.Kind.NEWS);
        var opinion = take(left, OPINIONS, each -> each.kind() == Section.Kind.OPINION);
        var blocks = new ArrayList<Block>();
        for (var section : sections) {
            var own = take(left, OF_A_SECTION, each -> each.section().equals(section.slug()));
            if (!own.isEmpty()) {
                blocks.add(block(section, own, blocks));
            }
        }
        var latest = stories.size() > LATEST ? stories.subList(0, LATEST) : List.<Teaser>of();
        return new FrontPage(lead, also, side, opinion, List.copyOf(blocks), latest);
    }

    public boolean isEmpty() {
        return lead == null;
    }

    private static Block block(Section section, List<Teaser> own, List<Block> before) {
        var pictured =
                own.stream().filter(each -> each.picture() != null).findFirst().orElse(null);
        if (pictured == null) {
            return new Block(section, Shape.ROW, own);
        }
        if (section.kind() == Section.Kind.LONG || own.size() == 1) {
            return new Block(section, Shape.LONG, startingWith(pictured, own));
        }
        // No two sections in a row look alike, unless there is too little to put beside a large story.
        boolean afterSplit = !before.isEmpty() && before.getLast().shape() == Shape.SPLIT;
        return before.isEmpty() || afterSplit || own.size() < ENOUGH_FOR_SPLIT
                ? new Block(section, Shape.ROW, own)
                : new Block(section, Shape.SPLIT, startingWith(pictured, own));
    }

    private static List<Teaser> startingWith(Teaser first, List<Teaser> all) {
        var ordered = new ArrayList<>(all);
        ordered.remove(first);
        ordered.addFirst(first);
        return List.copyOf(ordered);
    }

    private static List<Teaser> take(Set<Teaser> left, int most, Predicate<Teaser> which) {
        var taken = left.stream().filter(which).limit(most).toList();
        taken.forEach(left::remove);
        return taken;
    }
}
