package org.broadsheet.sandbox.http;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.sandbox.engine.Problem;

/** {@code a[b]=1&c[0][d]=2&e[]=3} as a tree of maps with texts at the ends; lists are maps by number until typed. */
final class FormTree {
    private static final int DEEPEST = 12;

    private FormTree() {}

    static Map<String, Object> parse(String form) {
        var tree = new LinkedHashMap<String, Object>();
        for (var pair : form.split("&")) {
            if (pair.isEmpty()) continue;
            var equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals));
            put(tree, segments(name), name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return tree;
    }

    private static String decode(String text) {
        try {
            // Bytes as they came: only what is UTF-8 in the end is text.
            var bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            throw Problem.invalid(null, "Invalid URL encoding in the request.");
        }
    }

    private static List<String> segments(String name) {
        var segments = new ArrayList<String>();
        var open = name.indexOf('[');
        segments.add(open < 0 ? name : name.substring(0, open));
        while (open >= 0) {
            var close = name.indexOf(']', open);
            var next = close < 0 ? -1 : close + 1;
            if (close < 0 || next < name.length() && name.charAt(next) != '[')
                throw Problem.invalid(name, "parameter_unknown", "Received unknown parameter: " + name);
            segments.add(name.substring(open + 1, close));
            open = next < name.length() ? next : -1;
        }
        if (segments.size() > DEEPEST) throw Problem.invalid(name, "Nested too deeply: " + name);
        return segments;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> tree, List<String> segments, String name, String value) {
        var at = tree;
        for (int i = 0; i < segments.size() - 1; i++) {
            var rest = segments.subList(i + 1, segments.size());
            var key = segments.get(i).isEmpty() ? place(at, rest) : segments.get(i);
            var next = at.computeIfAbsent(key, absent -> new LinkedHashMap<String, Object>());
            if (!(next instanceof Map)) throw Problem.invalid(name, "Invalid object: " + name);
            at = (Map<String, Object>) next;
        }
        var last = segments.getLast().isEmpty() ? String.valueOf(at.size()) : segments.getLast();
        if (at.put(last, value) instanceof Map) throw Problem.invalid(name, "Invalid string: " + name);
    }

    /** With {@code a[][b]=1&a[][c]=2&a[][b]=3} a key that is there already begins the next element. */
    private static String place(Map<String, Object> list, List<String> rest) {
        if (list.isEmpty()) return "0";
        var last = list.size() - 1;
        return list.get(String.valueOf(last)) instanceof Map<?, ?> element && !holds(element, rest)
                ? String.valueOf(last)
                : String.valueOf(last + 1);
    }

    private static boolean holds(Map<?, ?> element, List<String> path) {
        Object at = element;
        for (var key : path) {
            if (!(at instanceof Map<?, ?> map) || !map.containsKey(key)) return false;
            at = map.get(key);
        }
        return true;
    }
}
