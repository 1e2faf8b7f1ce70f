package org.broadsheet.articles.prose;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Sets plain typing in type: quotation marks that know their direction, apostrophes, dashes, an ellipsis. What is typographic
 * already stays as it is, and so do addresses. Setting a text twice changes nothing.
 *
 * <p>A text may come in pieces (a bold word, a link): {@link #JOINT} stands between them and counts as nothing, {@link #OBJECT}
 * stands for what is not text (code, a picture) and counts as a letter. Both come back where they were.
 */
public final class Typography {
    /** Between two pieces of one text. Private use: {@link #strip} takes it out of what people type. */
    static final char JOINT = '\uE000';

    /** In place of something that is not text. */
    static final char OBJECT = '\uE001';

    private static final char NBSP = '\u00A0';
    private static final Pattern ADDRESS = Pattern.compile(
            "(?i)\\b(?:https?://|ftp://|mailto:|www\\.)[^\\s<>\\uE000\\uE001]+|[\\w.+'-]+@[\\w-]+\\.[\\w.-]+");
    private static final Pattern ELISION = Pattern.compile("(?i)^(?:tis|twas|twere|til|till|em|n)(?![\\p{L}])");

    private static final Pattern DIALOGUE = Pattern.compile("(^|\n)— ");

    private final Marks marks;

    private Typography(Marks marks) {
        this.marks = marks;
    }

    public static Typography of(Locale language) {
        return new Typography(
                switch (language.getLanguage()) {
                    case "ru", "uk" -> Marks.RUSSIAN;
                    default -> Marks.ENGLISH;
                });
    }

    /** Takes out the two characters that have a meaning here and none in a text. */
    static String strip(String typed) {
        return typed.indexOf(JOINT) < 0 && typed.indexOf(OBJECT) < 0
                ? typed
                : typed.replace(String.valueOf(JOINT), "").replace(String.valueOf(OBJECT), "");
    }

    /** One paragraph, or one headline. */
    public String set(String text) {
        var out = new StringBuilder(text.length() + 8);
        var addresses = ADDRESS.matcher(text);
        var open = new ArrayDeque<Character>();
        int done = 0;
        while (addresses.find()) {
            setRun(text, done, addresses.start(), open, out);
            int end = endOfAddress(text, addresses.start(), addresses.end());
            out.append(text, addresses.start(), end);
            done = end;
        }
        setRun(text, done, text.length(), open, out);
        return marks.bindsDash() ? DIALOGUE.matcher(out).replaceAll("$1—" + NBSP) : out.toString();
    }

    /** A full stop, a bracket or a quotation mark after an address belongs to the sentence. */
    private static int endOfAddress(String text, int start, int end) {
        int last = end;
        while (last > start + 1 && ".,;:!?)\"'»”’".indexOf(text.charAt(last - 1)) >= 0) {
            last--;
        }
        return last;
    }

    private void setRun(String text, int from, int to, Deque<Character> open, StringBuilder out) {
        int at = from;
        while (at < to) {
            char each = text.charAt(at);
            switch (each) {
                case '"' -> doubleQuote(text, at, open, out);
                case '\'' -> singleQuote(text, at, open, out);
                case '“' -> {
                    if (!open.removeFirstOccurrence('„')) {
                        open.push(each);
                    }
                    out.append(each);
                }
                case '«', '„', '‘' -> {
                    open.push(each);
                    out.append(each);
                }
                case '”', '»' -> {
                    close(open, each);
                    out.append(each);
                }
                case '.' -> {
                    if (text.startsWith("...", at) && !text.startsWith("....", at)) {
                        out.append('…');
                        at += 2;
                    } else {
                        int dots = at;
                        while (dots < to && text.charAt(dots) == '.') {
                            dots++;
                        }
                        out.append(text, at, dots);
                        at = dots - 1;
                    }
                }
                case '-' -> at = hyphens(text, at, to, out);
                case '—' -> dash(text, at, out);
                default -> out.append(each);
            }
            at++;
        }
    }

    private void doubleQuote(String text, int at, Deque<Character> open, StringBuilder out) {
        char before = last(out);
        char after = after(text, at);
        boolean opens = opensHere(before, after);
        boolean couldBoth = opens == closesHere(before, after);
        if (!marks.nests() && Character.isDigit(before) && !hasDouble(open)) {
            out.append('″');
            return;
        }
        if (couldBoth) {
            opens = !hasDouble(open);
        }
        if (opens) {
            boolean inner = marks.nests() && hasDouble(open);
            char mark = inner ? marks.innerOpen() : marks.open();
            open.push(mark);
            out.append(mark);
            return;
        }
        char last = lastDouble(open);
        char mark = last == marks.innerOpen() && marks.nests() ? marks.innerClose() : marks.close();
        close(open, mark);
        out.append(mark);
    }

    private void singleQuote(String text, int at, Deque<Character> open, StringBuilder out) {
        char before = last(out);
        char after = after(text, at);
        if (Character.isDigit(before) && Character.isDigit(after)) {
            out.append('′');
        } else if (!opensHere(before, after) || Character.isDigit(after) || !marks.hasSingle()) {
            if (Character.isWhitespace(after) || !Character.isLetterOrDigit(after)) {
                open.removeFirstOccurrence('‘');
            }
            out.append('’');
        } else if (ELISION.matcher(plain(text, at + 1)).find() || !closesLater(text, at + 1)) {
            out.append('’');
        } else {
            open.push('‘');
            out.append('‘');
        }
    }

    private int hyphens(String text, int at, int to, StringBuilder out) {
        int end = at;
        while (end < to && text.charAt(end) == '-') {
            end++;
        }
        int count = end - at;
        boolean spaced = isGap(last(out)) && isGap(after(text, end - 1));
        boolean dash =
                count == 2 || count == 3 || count == 1 && marks.bindsDash() && spaced && betweenWords(text, at, end);
        if (dash) {
            dash(text, at, out);
        } else {
            out.append(text, at, end);
        }
        return end - 1;
    }

    /** Russian ties the dash to the word before it, and the dash that opens a line of dialogue to the word after it. */
    private void dash(String text, int at, StringBuilder out) {
        if (marks.bindsDash()) {
            int last = out.length() - 1;
            while (last >= 0 && out.charAt(last) == JOINT) {
                last--;
            }
            boolean spaceBefore = last >= 0 && out.charAt(last) == ' ';
            if (spaceBefore && last > 0 && at > 0) {
                out.setCharAt(last, NBSP);
            }
        }
        out.append('—');
    }

    private static boolean betweenWords(String text, int at, int end) {
        return at > 0
                && end < text.length()
                && text.substring(0, at).strip().length() > 0
                && !text.substring(end).isBlank();
    }

    private static boolean opensHere(char before, char after) {
        boolean room = isGap(before) || "([{“«„‘—–-/".indexOf(before) >= 0;
        return room && !isGap(after);
    }

    private static boolean closesHere(char before, char after) {
        return !isGap(before) && (isGap(after) || !Character.isLetterOrDigit(after));
    }

    private static boolean isGap(char each) {
        return each == 0 || Character.isWhitespace(each) || Character.isSpaceChar(each);
    }

    /** What stands before, as it was set. */
    private static char last(StringBuilder out) {
        int back = out.length() - 1;
        while (back >= 0 && out.charAt(back) == JOINT) {
            back--;
        }
        return back < 0 ? 0 : out.charAt(back);
    }

    private static char before(String text, int at) {
        int back = at - 1;
        while (back >= 0 && text.charAt(back) == JOINT) {
            back--;
        }
        return back < 0 ? 0 : text.charAt(back);
    }

    private static char after(String text, int at) {
        int next = at + 1;
        while (next < text.length() && text.charAt(next) == JOINT) {
            next++;
        }
        return next >= text.length() ? 0 : text.charAt(next);
    }

    private static String plain(String text, int from) {
        var rest = text.substring(from, Math.min(text.length(), from + 24));
        return rest.replace(String.valueOf(JOINT), "");
    }

    /** A single mark closes one when it follows a word, and no letter follows it. */
    private static boolean closesLater(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char each = text.charAt(at);
            if (each == '\'' || each == '’') {
                char after = after(text, at);
                if (!isGap(before(text, at)) && !Character.isLetterOrDigit(after)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasDouble(Deque<Character> open) {
        return lastDouble(open) != 0;
    }

    private static char lastDouble(Deque<Character> open) {
        for (char each : open) {
            if (each != '‘') {
                return each;
            }
        }
        return 0;
    }

    private static void close(Deque<Character> open, char mark) {
        char opener = switch (mark) {
            case '»' -> '«';
            case '“' -> '„';
            default -> '“';
        };
        if (!open.removeFirstOccurrence(opener) && mark == '”') {
            open.removeFirstOccurrence('„');
        }
    }

    private record Marks(
            char open,
            char close,
            char innerOpen,
            char innerClose,
            boolean nests,
            boolean hasSingle,
            boolean bindsDash) {
        /** Inside “ ” English has ‘ ’, which are typed as such; a second straight pair stays double. */
        static final Marks ENGLISH = new Marks('“', '”', '“', '”', false, true, false);

        static final Marks RUSSIAN = new Marks('«', '»', '„', '“', true, false, true);
    }
}
