package org.broadsheet.sandbox.engine.search;

import java.util.List;
import org.broadsheet.sandbox.engine.Doc;

/** What somebody looks for: all clauses must hold, or one of them. */
public final class Search {
    private final List<Clause> clauses;
    private final boolean oneIsEnough;

    Search(List<Clause> clauses, boolean oneIsEnough) {
        this.clauses = List.copyOf(clauses);
        this.oneIsEnough = oneIsEnough;
    }

    public static Search of(String query, String kind) {
        return new SearchParser(query, kind).parse();
    }

    public boolean finds(Doc doc) {
        return oneIsEnough
                ? clauses.stream().anyMatch(clause -> clause.holds(doc))
                : clauses.stream().allMatch(clause -> clause.holds(doc));
    }
}
