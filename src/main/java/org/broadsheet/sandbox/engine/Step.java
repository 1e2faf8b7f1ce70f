package org.broadsheet.sandbox.engine;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step: the objects it has read and changed, and the events it tells, in order. Whoever runs it saves both
 * together or neither.
 */
public final class Step {
    private final Shelf shelf;
    private final Circumstances circumstances;
    private final Map<String, Doc> seen = new LinkedHashMap<>();
    private final Map<String, Doc> asRead = new LinkedHashMap<>();
    private final Map<String, ObjectNode> asTold = new LinkedHashMap<>();
    private final Set<String> removed = new LinkedHashSet<>();
    private final List<Happening> happenings = new ArrayList<>();
    private @Nullable String clock;
    private long now;

    public Step(Shelf shelf, Circumstances circumstances) {
        this.shelf = shelf;
        this.circumstances = circumstances;
        this.now = circumstances.now();
    }

    /** A step that time takes for something on a test clock. */
    public Step onClock(String id, long time) {
        clock = id;
        now = time;
        return this;
    }

    /** The time at which the step happens: a test clock's, once it has met something that lives on one. */
    public long now() {
        return now;
    }

    /** The sandbox's own time, in which money moves whatever a test clock says. */
    public long realNow() {
        return circumstances.now();
    }

    /** From now on the step happens on the clock, wherever that is on its way. */
    public void follow(Doc testClock) {
        onClock(testClock.id(), testClock.hidden().number("time", testClock.number("frozen_time")));
    }

    private void followClockOf(Doc found) {
        var of = found.hidden().find("test_clock");
        if (clock != null || of == null) return;
        var itsClock = find(of);
        if (itsClock != null) follow(itsClock);
    }

    public List<Doc> onClock(String id) {
        return shelf.onClock(id).stream().map(this::meet).toList();
    }

    public URI address() {
        return circumstances.address();
    }

    public Bank bank() {
        return circumstances.bank();
    }

    public Settings settings() {
        return circumstances.settings();
    }

    public Dunning dunning() {
        return Dunning.of(settings());
    }

    public @Nullable Doc find(@Nullable String id) {
        if (id == null || removed.contains(id)) return null;
        var known = seen.get(id);
        if (known != null) return known;

        var found = shelf.find(id);
        if (found == null) return null;
        var met = meet(found);
        followClockOf(met);
        return met;
    }

    /** The object that a parameter names; a wrong kind or what was deleted is as unknown as a wrong id. */
    public Doc get(String kind, String id, String param) {
        var found = find(id);
        if (found == null || !found.is("object", kind) || found.is("deleted"))
            throw Problem.unknownObject(kind, id, param);

        return found;
    }

    /** An object that must be there, since another one of ours names it. */
    public Doc need(String id) {
        var found = find(id);
        if (found == null) throw new IllegalStateException("Lost object " + id);

        return found;
    }

    /** What the shelf has, oldest first, and then what has only become so in this step. */
    public List<Doc> like(String kind, Fields example) {
        var found = new LinkedHashMap<String, Doc>();
        for (var doc : shelf.like(kind, example.json())) found.put(doc.id(), meet(doc));
        for (var doc : seen.values()) if (doc.is("object", kind)) found.putIfAbsent(doc.id(), doc);
        return found.values().stream()
                .filter(doc -> !removed.contains(doc.id()) && Likeness.contains(doc.json(), example.json()))
                .toList();
    }

    private Doc meet(Doc found) {
        var known = seen.get(found.id());
        if (known != null) return known;

        var copy = found.copy();
        seen.put(found.id(), found);
        asRead.put(found.id(), copy);
        asTold.put(found.id(), copy.json());
        found.isToldOf();
        return found;
    }

    /** A new object of the kind, with everything in it that the kind always has. */
    public Doc create(String kind, String id) {
        var doc = Doc.fresh(kind);
        doc.set("id", id);
        if (doc.has("created")) doc.set("created", Clocked.tellsItsTime(kind) ? now : realNow());
        if (clock != null && Clocked.lives(kind)) {
            doc.hidden().set("test_clock", clock);
            if (doc.has("test_clock")) doc.set("test_clock", clock);
        }
        seen.put(id, doc);
        return doc;
    }

    /** Whether the object has been made in this step. */
    public boolean isNew(Doc doc) {
        return !asRead.containsKey(doc.id());
    }

    /** From now on it is as if the object had never been. */
    public void remove(Doc doc) {
        removed.add(doc.id());
    }

    /** Tells what happened to the object as it is now; an update also says what was there before. */
    public void tell(String type, Doc subject) {
        var told = subject.json().deepCopy();
        var data = Fields.empty();
        data.json().set("object", told);
        subject.isToldOf();
        var before = asTold.put(subject.id(), told);
        if (before != null && type.endsWith(".updated") || before != null && type.equals("charge.refunded"))
            data.set("previous_attributes", Likeness.previous(before, subject.json()));
        tell(type, subject.id(), data, Clocked.tellsItsTime(subject.kind()) ? now : realNow());
    }

    /** The same once more under another name that it has as well. */
    public void tellAgain(String type, Doc subject) {
        var told = new Fields(happenings.getLast().json()).object("data");
        tell(type, subject.id(), told, Clocked.tellsItsTime(subject.kind()) ? now : realNow());
    }

    /** Tells that one object has taken the place of another. */
    public void tellInPlaceOf(Doc before, String type, Doc subject) {
        subject.isToldOf();
        var told = subject.json().deepCopy();
        asTold.put(subject.id(), told);
        var data = Fields.empty().set("previous_attributes", Likeness.previous(before.json(), told));
        data.json().set("object", told);
        tell(type, subject.id(), data, Clocked.tellsItsTime(subject.kind()) ? now : realNow());
    }

    /** Tells of something that is not an object yet, as a coming invoice is not. */
    public void tell(String type, String subject, Fields data) {
        tell(type, subject, data, now);
    }

    private void tell(String type, String subject, Fields data, long created) {
        var event = Fields.empty()
                .set("id", Ids.fresh("evt_"))
                .set("object", "event")
                .set("api_version", ApiVersion.PINNED)
                .set("created", created)
                .set("data", null)
                .set("livemode", false)
                .set("pending_webhooks", 0)
                .set(
                        "request",
                        Fields.empty()
                                .set("id", circumstances.cause().request())
                                .set("idempotency_key", circumstances.cause().idempotencyKey()))
                .set("type", type);
        // What was told is never changed again, so it needs no copy of its own.
        event.json().set("data", data.json());
        happenings.add(new Happening(event.text("id"), type, subject, created, event.json()));
    }

    /** A step that sees what this one sees and is never saved: what would happen, and when. */
    public Step rehearsal(long time) {
        var seenHere = new Shelf() {
            @Override
            public @Nullable Doc find(String id) {
                var found = Step.this.find(id);
                return found == null ? null : found.copy();
            }

            @Override
            public List<Doc> like(String kind, ObjectNode example) {
                return Step.this.like(kind, new Fields(example)).stream()
                        .map(Doc::copy)
                        .toList();
            }

            @Override
            public List<Doc> onClock(String id) {
                return Step.this.onClock(id).stream().map(Doc::copy).toList();
            }
        };
        var rehearsal = new Step(seenHere, circumstances.at(time));
        return clock == null ? rehearsal : rehearsal.onClock(clock, time);
    }

    public Set<String> removed() {
        return Set.copyOf(removed);
    }

    public List<Happening> happenings() {
        return List.copyOf(happenings);
    }

    /** What is new or no longer as it was read. */
    public Collection<Doc> changed() {
        return seen.values().stream()
                .filter(doc -> !removed.contains(doc.id()))
                .filter(doc -> {
                    var read = asRead.get(doc.id());
                    return read == null
                            || !read.json().equals(doc.json())
                            || !read.hidden().json().equals(doc.hidden().json());
                })
                .toList();
    }
}
