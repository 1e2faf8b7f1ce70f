package org.broadsheet.sandbox.store;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.broadsheet.sandbox.engine.Circumstances;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.time.Agenda;
import org.broadsheet.sandbox.store.ThingStore.Due;

/**
 * A stretch of time that passes in one transaction: what is due, each at its own moment, in exact order, including what
 * only becomes due on the way. It is kept short, so that whoever asks meanwhile gets an answer.
 */
final class Passage {
    private static final long LONGEST = Duration.ofMillis(500).toNanos();
    private static final int TOO_OFTEN = 50;

    private final String clock;
    private final Map<Long, Desk> desks;
    private final Circumstances circumstances;
    private final Turn last;
    private final PriorityQueue<Turn> queue =
            new PriorityQueue<>(Comparator.comparingLong(Turn::at).thenComparingLong(Turn::seq));
    private final Map<Turn, Integer> times = new HashMap<>();
    private long now;

    /** Something of an account that is due. */
    record Turn(long account, String id, long at, long seq) {
        static Turn of(Due due) {
            var placed = due.placed();
            return new Turn(due.account(), placed.doc().id(), due.at(), placed.seq());
        }

        boolean isAfter(Turn other) {
            return at > other.at || at == other.at && seq > other.seq;
        }
    }

    /** Why the passage cannot be finished, and whose turn it was. */
    static final class Stumbled extends RuntimeException {
        private final transient Turn turn;

        Stumbled(Turn turn, RuntimeException cause) {
            super(cause);
            this.turn = turn;
        }

        Turn turn() {
            return turn;
        }
    }

    /** @param whole whether these are all that are due until then; otherwise it ends with the last of them */
    Passage(
            String clock,
            Map<Long, Desk> desks,
            Circumstances circumstances,
            List<Due> due,
            boolean whole,
            long until) {
        this.clock = clock;
        this.desks = desks;
        this.circumstances = circumstances;
        for (var each : due) queue.add(Turn.of(each));
        this.last = whole ? new Turn(0, "", until, Long.MAX_VALUE) : Turn.of(due.getLast());
    }

    /** The moment that has been reached. */
    long pass() {
        var began = System.nanoTime();
        while (!queue.isEmpty() && System.nanoTime() - began < LONGEST) {
            var turn = queue.remove();
            try {
                take(turn);
            } catch (RuntimeException failure) {
                throw new Stumbled(turn, failure);
            }
        }
        return now;
    }

    /** Whether everything that was due has had its turn. */
    boolean isDone() {
        return queue.isEmpty();
    }

    private void take(Turn turn) {
        var desk = Objects.requireNonNull(desks.get(turn.account()));
        var doc = desk.find(turn.id());
        if (doc == null) return;
        var due = Agenda.due(doc);
        if (due == null || due != turn.at()) {
            // An earlier step has changed its date, or an earlier version of these rules has set it: it is set anew.
            desk.touch(turn.id());
            return;
        }
        if (times.merge(turn, 1, Integer::sum) > TOO_OFTEN)
            throw new IllegalStateException("What is due at " + turn.at() + " does not come to an end");

        now = Math.max(now, turn.at());
        var step = clock.equals(ThingStore.SANDBOX)
                ? new Step(desk, circumstances.at(now))
                : new Step(desk, circumstances).onClock(clock, now);
        Agenda.process(step, step.need(turn.id()));
        var kept = desk.keep(step);
        for (var placed : kept) enqueue(turn.account(), placed.doc(), placed.seq());
        if (kept.stream().noneMatch(placed -> placed.doc() == doc)) enqueue(turn.account(), doc, turn.seq());
    }

    private void enqueue(long account, Doc doc, long seq) {
        // What lives in another time than this passage's waits for its own.
        var due = ThingStore.clockOf(doc).equals(clock) ? Agenda.due(doc) : null;
        if (due == null) return;
        var turn = new Turn(account, doc.id(), due, seq);
        if (!turn.isAfter(last)) queue.add(turn);
    }
}
