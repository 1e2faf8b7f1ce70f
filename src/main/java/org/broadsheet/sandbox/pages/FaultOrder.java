package org.broadsheet.sandbox.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.store.Fault;
import org.jspecify.annotations.Nullable;

/** Reads the form that orders a fault; each kind has details of its own, and takes no others. */
final class FaultOrder {
    /** By what they concern, as the control page offers them. */
    static final Map<String, List<String>> KINDS = Map.of(
            "webhook", List.of("drop", "duplicate", "delay", "reorder", "skew"),
            "call", List.of("answer", "hang", "reset", "skew"),
            "charge", List.of("decline"));

    private static final Set<String> OF_ALL = Set.of("kind", "count", "matches", "matching");
    private static final Detail MOMENT = new Detail("moment", "before", "before|after", "before or after");
    private static final Detail METHOD = new Detail("method", "", "GET|POST|DELETE|", "GET, POST or DELETE");
    private static final String TO_600 = "[1-9]|[1-9]\\d|[1-5]\\d\\d|600";

    private FaultOrder() {}

    /** What a fault can be told beside how often and for what; an empty usual value means it may stay unsaid. */
    private record Detail(String name, String usual, Pattern allowed, String described) {
        Detail(String name, String usual, String allowed, String described) {
            this(name, usual, Pattern.compile(allowed), described);
        }

        boolean isNumber() {
            return Set.of("seconds", "status", "seed").contains(name);
        }
    }

    /** Said with a sentence, since whoever sends the form has to correct it. */
    static final class Wrong extends RuntimeException {
        Wrong(String why) {
            super(why, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    private static List<Detail> detailsOf(Fault.Kind kind) {
        var seconds = new Detail("seconds", "10", TO_600, "a number from 1 to 600");
        return switch (kind) {
            case DROP, DUPLICATE -> List.of();
            case DELAY -> List.of(seconds);
            case REORDER ->
                List.of(
                        new Detail("order", "reverse", "reverse|shuffle", "reverse or shuffle"),
                        new Detail("seed", "1", "\\d{1,9}", "a number"),
                        seconds);
            case SKEW ->
                List.of(new Detail(
                        "seconds", "-600", "-?\\d{1,6}", "a number of at most six digits, below 0 for the past"));
            case ANSWER ->
                List.of(
                        MOMENT,
                        METHOD,
                        new Detail(
                                "status", "500", "40[01349]|429|5\\d\\d", "400, 401, 403, 404, 409, 429 or 500 to 599"),
                        new Detail(
                                "reason",
                                "",
                                "((global|endpoint)-(rate|concurrency)|resource-specific)?",
                                "global-rate, global-concurrency, endpoint-rate, endpoint-concurrency or resource-specific"),
                        new Detail("should_retry", "", "(true|false)?", "true or false"),
                        new Detail("saved", "false", "true|false", "true or false"));
            case HANG -> List.of(MOMENT, METHOD, seconds);
            case RESET -> List.of(MOMENT, METHOD);
            case DECLINE -> List.of(new Detail("code", "generic_decline", "[a-z_]{3,40}", "a decline code"));
        };
    }

    static Fault read(Map<String, String> form) {
        var kind = kind(form.getOrDefault("kind", ""));
        var count = form.getOrDefault("count", "1").strip();
        if (!count.matches("all|[1-9]\\d{0,5}")) throw new Wrong("count is a number from 1, or all.");
        // A form whose field is called matches hides the method of that name from scripts, those of screen readers too.
        var matches =
                form.getOrDefault("matches", form.getOrDefault("matching", "")).replaceAll("\\s", "");
        if (matches.indexOf('\0') >= 0) throw new Wrong("matches is text: it has no character 0.");
        if (matches.length() > 200) throw new Wrong("matches is at most 200 characters long.");

        var details = detailsOf(kind);
        refuseOthers(kind, form, details);
        return new Fault(0, kind, remaining(count), matches.isEmpty() ? null : matches, how(form, details));
    }

    private static Fault.Kind kind(String word) {
        return Arrays.stream(Fault.Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Wrong("kind is "
                        + Arrays.stream(Fault.Kind.values())
                                .map(Fault.Kind::word)
                                .collect(Collectors.joining(", "))
                        + ", or none."));
    }

    private static @Nullable Integer remaining(String count) {
        return count.equals("all") ? null : Integer.valueOf(count);
    }

    private static void refuseOthers(Fault.Kind kind, Map<String, String> form, List<Detail> details) {
        var taken = new TreeSet<>(OF_ALL);
        details.forEach(detail -> taken.add(detail.name()));
        for (var entry : form.entrySet())
            if (!entry.getValue().isBlank() && !taken.contains(entry.getKey()))
                throw new Wrong(
                        kind.word() + " takes no " + entry.getKey() + ", only " + String.join(", ", taken) + ".");
    }

    private static Fields how(Map<String, String> form, List<Detail> details) {
        var how = Fields.empty();
        for (var detail : details) {
            var given = form.getOrDefault(detail.name(), "").strip();
            var value = given.isEmpty() ? detail.usual() : given;
            if (!detail.allowed().matcher(value).matches())
                throw new Wrong(detail.name() + " is " + detail.described() + ".");
            if (!value.isEmpty()) how.set(detail.name(), detail.isNumber() ? (Object) Long.valueOf(value) : value);
        }
        return how;
    }

    /** Faults in the words of the form that orders them. */
    static List<Map<String, Object>> shown(List<Fault> faults) {
        var shown = new ArrayList<Map<String, Object>>();
        for (var fault : faults) {
            var words = new LinkedHashMap<String, Object>();
            words.put("kind", fault.kind().name().toLowerCase(Locale.ROOT));
            words.put(
                    "count",
                    fault.remaining() == null ? "all" : fault.remaining().toString());
            words.put("matches", fault.matches() == null ? "" : fault.matches());
            fault.how()
                    .json()
                    .properties()
                    .forEach(detail -> words.put(
                            detail.getKey(),
                            detail.getValue().isNumber()
                                    ? (Object) detail.getValue().asLong()
                                    : detail.getValue().asString()));
            shown.add(words);
        }
        return shown;
    }
}
