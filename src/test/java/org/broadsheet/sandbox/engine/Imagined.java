package org.broadsheet.sandbox.engine;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.broadsheet.sandbox.engine.time.Agenda;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A world in memory for rules that know no database. */
public final class Imagined implements Shelf {
    public final List<String> told = new ArrayList<>();
    public final List<Happening> happenings = new ArrayList<>();
    private final Map<String, Doc> docs = new LinkedHashMap<>();
    private long now = 1_800_000_000;
    private Settings settings = Settings.USUAL;
    private Bank bank = Bank.USUAL;

    public <T> T step(Function<Step, T> work) {
        var cause = Circumstances.Cause.NONE;
        var step = new Step(this, new Circumstances(now, URI.create("http://localhost:1"), cause, bank, settings));
        var result = work.apply(step);
        step.changed().forEach(doc -> docs.put(doc.id(), doc.copy()));
        step.happenings().forEach(happening -> told.add(happening.type()));
        happenings.addAll(step.happenings());
        return result;
    }

    public void wish(Setting setting, String value) {
        settings = settings.with(setting, value);
    }

    public void refuseEverything(Decline decline) {
        bank = number -> Optional.of(decline);
    }

    public void refuseNothing() {
        bank = Bank.USUAL;
    }

    /** As the time machine does: whatever is due, in order, each at its own time. */
    public void later(long seconds) {
        var until = now + seconds;
        while (true) {
            var next = docs.values().stream()
                    .filter(doc -> due(doc) <= until)
                    .min((one, other) -> Long.compare(due(one), due(other)));
            if (next.isEmpty()) break;
            now = Math.max(now, due(next.get()));
            var id = next.get().id();
            step(step -> {
                Agenda.process(step, step.need(id));
                return true;
            });
        }
        now = until;
    }

    private static long due(Doc doc) {
        var due = Agenda.due(doc);
        return due == null ? Long.MAX_VALUE : due;
    }

    public long now() {
        return now;
    }

    /** The object as it was when it was told of last. */
    public Fields lastTold(String id) {
        var last = happenings.stream()
                .filter(happening -> happening.subject().equals(id))
                .reduce((older, newer) -> newer)
                .orElseThrow();
        return new Fields(last.json()).object("data.object");
    }

    /** When things of the type happened, in their own time. */
    public List<Long> momentsOf(String type) {
        return happenings.stream()
                .filter(happening -> happening.type().equals(type))
                .map(Happening::created)
                .toList();
    }

    public Doc only(String kind) {
        var found = like(kind, Fields.empty().json());
        if (found.size() != 1) throw new AssertionError(found.size() + " of " + kind);
        return found.getFirst();
    }

    @Override
    public @Nullable Doc find(String id) {
        var found = docs.get(id);
        return found == null ? null : found.copy();
    }

    @Override
    public List<Doc> like(String kind, ObjectNode example) {
        return docs.values().stream()
                .filter(doc -> doc.is("object", kind) && Likeness.contains(doc.json(), example))
                .map(Doc::copy)
                .toList();
    }

    @Override
    public List<Doc> onClock(String clock) {
        return docs.values().stream()
                .filter(doc -> doc.hidden().is("test_clock", clock))
                .map(Doc::copy)
                .toList();
    }
}
