package org.broadsheet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.simple.AbstractSimpleMarkupHandler;
import org.attoparser.simple.SimpleMarkupParser;
import org.jspecify.annotations.Nullable;

/** Words of a template that would reach a reader as they stand there, whatever the reader's language. */
final class LiteralText extends AbstractSimpleMarkupHandler {
    private static final Set<String> REPLACES_ITS_TEXT =
            Set.of("th:text", "th:utext", "th:replace", "th:insert", "th:remove");
    private static final Set<String> SPOKEN_ATTRIBUTES = Set.of("title", "alt", "aria-label", "placeholder", "label");

    private final List<String> found = new ArrayList<>();
    private final Deque<Boolean> replaced = new ArrayDeque<>();

    static List<String> in(String template) {
        var handler = new LiteralText();
        try {
            new SimpleMarkupParser(ParseConfiguration.htmlConfiguration()).parse(template, handler);
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
        return handler.found;
    }

    @Override
    public void handleOpenElement(String name, @Nullable Map<String, String> attributes, int line, int column) {
        attributes(attributes, line);
        boolean here = attributes != null && attributes.keySet().stream().anyMatch(REPLACES_ITS_TEXT::contains);
        replaced.push(here || Boolean.TRUE.equals(replaced.peek()) || name.equals("svg"));
    }

    @Override
    public void handleStandaloneElement(
            String name, @Nullable Map<String, String> attributes, boolean minimized, int line, int column) {
        attributes(attributes, line);
    }

    @Override
    public void handleCloseElement(String name, int line, int column) {
        replaced.poll();
    }

    @Override
    public void handleAutoCloseElement(String name, int line, int column) {
        replaced.poll();
    }

    @Override
    public void handleText(char[] buffer, int offset, int length, int line, int column) {
        var text =
                new String(buffer, offset, length).replaceAll("\\[\\[.*?]]", "").strip();
        if (!Boolean.TRUE.equals(replaced.peek()) && isWords(text)) {
            found.add("line " + line + ": " + text);
        }
    }

    private void attributes(@Nullable Map<String, String> attributes, int line) {
        if (attributes == null) {
            return;
        }
        for (var name : SPOKEN_ATTRIBUTES) {
            var value = attributes.get(name);
            if (value != null
                    && isWords(value)
                    && !attributes.containsKey("th:" + name)
                    && !attributes.containsKey("th:attr")) {
                found.add("line " + line + ": " + name + "=" + value);
            }
        }
    }

    private static boolean isWords(String text) {
        return text.replaceAll("&\\w+;", "").chars().anyMatch(Character::isLetter);
    }
}
