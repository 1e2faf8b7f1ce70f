package org.broadsheet.sandbox.engine.search;

import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.search.Clause.Operator;
import org.broadsheet.sandbox.engine.search.Clause.Place;
import org.broadsheet.sandbox.engine.search.SearchFields.Type;
import org.jspecify.annotations.Nullable;

/** Reads {@code status:"active" AND -metadata["tier"]:null}: clauses, joined by AND (or a space) or by OR, never both. */
final class SearchParser {
    private static final int MOST_CLAUSES = 10;
    private static final int SHORTEST_PART = 3;
    // Possessive, as the others would go one call deeper with each character.
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"|'((?:[^'\\\\]|\\\\.)*+)'");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]+(?:\\.[a-z0-9_]+)*+");
    private static final Pattern OPERATOR = Pattern.compile(">=|<=|[:~><=]");
    private static final Pattern BARE = Pattern.compile("-?\\d{1,15}(?![\\w.])|(?i:null)\\b");
    private static final Pattern JOIN = Pattern.compile("\\s+(?:(?i:(AND|OR))\\s+)?");

    private final String query;
    private final String kind;
    private final Matcher at;

    SearchParser(String query, String kind) {
        this.query = query.strip();
        this.kind = kind;
        this.at = QUOTED.matcher(this.query);
    }

    Search parse() {
        var clauses = new ArrayList<Clause>();
        Boolean either = null;
        clauses.add(clause());
        while (!atEnd()) {
            var joined = need(JOIN, "AND, OR or the end").group(1);
            var or = "OR".equalsIgnoreCase(joined);
            if (either != null && either != or) throw wrong("AND and OR cannot be mixed in one query");
            either = or;
            clauses.add(clause());
            if (clauses.size() > MOST_CLAUSES) throw wrong("A query has at most " + MOST_CLAUSES + " clauses");
        }
        return new Search(clauses, Boolean.TRUE.equals(either));
    }

    private Clause clause() {
        var not = take("-");
        var name = need(NAME, "a field").group();
        var metadata = name.equals("metadata");
        var field = metadata ? null : SearchFields.find(kind, name);
        if (!metadata && field == null)
            throw wrong("Field '" + name + "' cannot be searched. A " + kind.replace('_', ' ') + " is searched by "
                    + String.join(", ", SearchFields.names(kind)) + " and metadata[\"…\"]");
        var place = field == null ? new Place("metadata", metadataKey()) : new Place(field.path(), null);
        var sign = need(OPERATOR, "an operator").group();
        return new Clause(not, place, operator(sign), value(name, field == null ? Type.TOKEN : field.type(), sign));
    }

    private String metadataKey() {
        if (!take("[")) throw wrong("metadata needs a key: metadata[\"key\"]");
        var key = unquoted(need(QUOTED, "a key in quotation marks"));
        if (!take("]")) throw wrong("metadata[\"" + key + "\" is not closed");
        return key;
    }

    private static Operator operator(String sign) {
        return switch (sign) {
            case "~" -> Operator.CONTAINS;
            case ">" -> Operator.MORE;
            case "<" -> Operator.LESS;
            case ">=" -> Operator.AT_LEAST;
            case "<=" -> Operator.AT_MOST;
            default -> Operator.IS;
        };
    }

    private @Nullable String value(String name, Type type, String sign) {
        var bare = next(BARE);
        var text = bare != null ? bare.group() : unquoted(need(QUOTED, "a value in quotation marks, a number or null"));
        if (bare != null && text.equalsIgnoreCase("null")) {
            if (!sign.equals(":")) throw wrong("null goes with a colon only: " + name + ":null");
            return null;
        }
        if (sign.equals("~") && type == Type.NUMBER) throw wrong(name + " is a number, and ~ looks in texts only");
        if (sign.equals("~") && text.length() < SHORTEST_PART)
            throw wrong("~ needs at least " + SHORTEST_PART + " characters to look for");
        if (type == Type.NUMBER && !text.matches("-?\\d{1,15}")) throw wrong(name + " is compared with a number");
        if (type != Type.NUMBER && !sign.matches("[:~]"))
            throw wrong(sign + " compares numbers, and " + name + " is none");
        if (type == Type.TOKEN && sign.equals("~") && !name.equals("metadata"))
            throw wrong(name + " can be matched as a whole only, with a colon");
        return text;
    }

    private static String unquoted(Matcher quoted) {
        var text = quoted.group(1) != null ? quoted.group(1) : quoted.group(2);
        return text.replaceAll("\\\\(.)", "$1");
    }

    private boolean atEnd() {
        return at.regionStart() >= query.length();
    }

    private boolean take(String sign) {
        if (!query.startsWith(sign, at.regionStart())) return false;
        at.region(at.regionStart() + sign.length(), query.length());
        return true;
    }

    private Matcher need(Pattern pattern, String what) {
        var found = next(pattern);
        if (found == null) throw wrong("Expected " + what + " at character " + (at.regionStart() + 1));
        return found;
    }

    private @Nullable Matcher next(Pattern pattern) {
        var found = pattern.matcher(query).region(at.regionStart(), query.length());
        if (!found.lookingAt()) return null;
        at.region(found.end(), query.length());
        return found;
    }

    private static Problem wrong(String why) {
        return Problem.invalid("query", "We were unable to parse your search query. " + why + ".");
    }
}
