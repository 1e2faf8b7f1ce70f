package org.broadsheet.sandbox.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters an endpoint takes, in one line: {@code name* amount:int mode:payment|setup items[]{price quantity:int}
 * metadata{}}. A star marks what is required, a question mark what may be unset by an empty value, brackets a list,
 * braces an object, empty braces free keys.
 */
record Spec(Map<String, Spec.Parameter> parameters) {
    private static final Pattern WORD =
            Pattern.compile("\\s*(?:(\\})|(\\w+)([*?])?(\\[\\])?(?::([\\w|-]+))?(\\{\\s*\\}|\\{)?)");

    static final Spec NONE = new Spec(Map.of());

    enum Type {
        TEXT,
        NUMBER,
        FLAG,
        CHOICE,
        RANGE,
        OBJECT,
        MAP
    }

    /** One parameter; a list holds elements of its type. */
    record Parameter(
            String name,
            Type type,
            boolean required,
            boolean unsettable,
            boolean list,
            List<String> choices,
            @Nullable Spec inner) {
        Parameter element() {
            return new Parameter(name, type, false, false, false, choices, inner);
        }
    }

    static Spec of(String text) {
        var words = WORD.matcher(text.strip());
        return read(words, text);
    }

    private static Spec read(Matcher words, String text) {
        var parameters = new LinkedHashMap<String, Parameter>();
        while (words.lookingAt()) {
            var ends = words.group(1) != null;
            var opens = "{".equals(words.group(6));
            var parameter = ends ? null : parameter(words);
            words.region(words.end(), words.regionEnd());
            if (parameter == null) return new Spec(parameters);
            if (opens)
                parameter = new Parameter(
                        parameter.name(),
                        Type.OBJECT,
                        parameter.required(),
                        parameter.unsettable(),
                        parameter.list(),
                        List.of(),
                        read(words, text));
            parameters.put(parameter.name(), parameter);
        }
        if (words.regionStart() < words.regionEnd()
                && !text.strip().substring(words.regionStart()).isBlank())
            throw new IllegalArgumentException("Cannot read: " + text.strip().substring(words.regionStart()));
        return new Spec(parameters);
    }

    private static Parameter parameter(Matcher word) {
        var named = word.group(5);
        var type = switch (named) {
            case null -> word.group(6) != null ? Type.MAP : Type.TEXT;
            case "int" -> Type.NUMBER;
            case "bool" -> Type.FLAG;
            case "range" -> Type.RANGE;
            default -> Type.CHOICE;
        };
        return new Parameter(
                word.group(2),
                type,
                "*".equals(word.group(3)),
                "?".equals(word.group(3)),
                word.group(4) != null,
                type == Type.CHOICE && named != null ? List.of(named.split("\\|")) : List.of(),
                null);
    }
}
