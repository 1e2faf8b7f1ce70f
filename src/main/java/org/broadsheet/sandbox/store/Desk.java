package org.broadsheet.sandbox.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Happening;
import org.broadsheet.sandbox.engine.Likeness;
import org.broadsheet.sandbox.engine.Shelf;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.store.ThingStore.Placed;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One account's objects while a transaction works on them: read once, changed in memory, written together. */
final class Desk implements Shelf {
    /** What has no place yet stands behind everything that has. */
    private static final long AT_THE_END = Long.MAX_VALUE / 2;

    private final long account;
    private final ThingStore things;
    private final Map<String, Placed> here = new HashMap<>();
    private final Set<String> nowhere = new HashSet<>();
    private final Map<String, Placed> changed = new LinkedHashMap<>();
    private final Set<String> removed = new LinkedHashSet<>();
    private final List<Happening> happenings = new ArrayList<>();
    private @Nullable Set<String> kinds;
    private long fresh;

    Desk(long account, ThingStore things) {
        this.account = account;
        this.things = things;
    }

    void lay(Placed placed) {
        here.putIfAbsent(placed.doc().id(), placed);
    }

    /** Reads at once what many steps will ask for: an invoice mentions its subscription, and that one its card. */
    void bringWhatIsMentioned() {
        kinds = new HashSet<>(things.kinds(account));
        bring(bring(List.copyOf(here.values())));
    }

    private List<Placed> bring(List<Placed> mentioning) {
        var wanted = new HashSet<String>();
        for (var each : mentioning) {
            wanted.addAll(Mentions.in(each.doc().json()));
            wanted.addAll(Mentions.in(each.doc().hidden().json()));
        }
        wanted.removeAll(here.keySet());
        wanted.removeAll(nowhere);
        if (wanted.isEmpty()) return List.of();

        var found = things.findAll(account, wanted);
        found.forEach(this::lay);
        wanted.removeAll(here.keySet());
        nowhere.addAll(wanted);
        return found;
    }

    @Override
    public @Nullable Doc find(String id) {
        if (removed.contains(id) || nowhere.contains(id)) return null;
        var known = here.get(id);
        if (known != null) return known.doc();

        var found = things.find(account, id);
        if (found == null) return null;
        lay(found);
        return found.doc();
    }

    @Override
    public List<Doc> like(String kind, ObjectNode example) {
        if (kinds != null && !kinds.contains(kind)) return List.of();
        var found = new HashMap<String, Placed>();
        for (var placed : things.like(account, kind, example)) {
            lay(placed);
            var id = placed.doc().id();
            found.put(id, here.getOrDefault(id, placed));
        }
        for (var placed : changed.values())
            if (placed.doc().is("object", kind)) found.put(placed.doc().id(), placed);
        return found.values().stream()
                .filter(placed -> !removed.contains(placed.doc().id())
                        && Likeness.contains(placed.doc().json(), example))
                .sorted(Comparator.comparingLong(Placed::seq))
                .map(Placed::doc)
                .toList();
    }

    @Override
    public List<Doc> onClock(String clock) {
        var found = new LinkedHashMap<String, Doc>();
        for (var placed : things.onClock(account, clock)) {
            lay(placed);
            var id = placed.doc().id();
            found.put(id, here.getOrDefault(id, placed).doc());
        }
        for (var placed : changed.values())
            if (placed.doc().hidden().is("test_clock", clock))
                found.put(placed.doc().id(), placed.doc());
        found.keySet().removeAll(removed);
        return List.copyOf(found.values());
    }

    /** Takes over what a step has done; the next one builds on it. */
    List<Placed> keep(Step step) {
        var kept = new ArrayList<Placed>();
        for (var doc : step.changed()) {
            var known = here.get(doc.id());
            var placed = new Placed(doc, known == null ? AT_THE_END + fresh++ : known.seq());
            here.put(doc.id(), placed);
            nowhere.remove(doc.id());
            changed.put(doc.id(), placed);
            if (kinds != null) kinds.add(doc.kind());
            kept.add(placed);
        }
        for (var id : step.removed()) {
            removed.add(id);
            changed.remove(id);
        }
        happenings.addAll(step.happenings());
        return kept;
    }

    /** Written again as it is, so that its columns say what it says. */
    void touch(String id) {
        var known = here.get(id);
        if (known != null) changed.putIfAbsent(id, known);
    }

    void write(long now, EventStore events, Outbox outbox) {
        if (!removed.isEmpty()) things.deleteAll(account, removed);
        if (!changed.isEmpty())
            things.save(account, changed.values().stream().map(Placed::doc).toList(), now);
        if (happenings.isEmpty()) return;
        events.insert(account, happenings);
        outbox.put(account, happenings);
    }
}
