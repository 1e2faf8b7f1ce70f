package org.broadsheet.sandbox.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.broadsheet.sandbox.engine.Circumstances.Cause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Time passing, one {@link Passage} after the other. What cannot be done is put aside, and the rest goes on. */
final class Passing {
    private static final Logger LOG = LoggerFactory.getLogger(Passing.class);
    private static final int AT_ONCE = 400;
    private static final int AT_LEAST = 20;

    private final AccountStore accounts;
    private final ThingStore things;
    private final Works works;
    private final SandboxClock sandboxClock;
    private int carefulFor;
    private int atOnce = AT_ONCE;

    Passing(JdbcClient sql, Works works, SandboxClock sandboxClock) {
        this.accounts = new AccountStore(sql);
        this.things = new ThingStore(sql);
        this.works = works;
        this.sandboxClock = sandboxClock;
    }

    /** False when nothing more is due until then. */
    boolean pass(String clock, long until) {
        try {
            return pass(clock, until, carefulFor > 0 ? 1 : atOnce);
        } catch (Passage.Stumbled stumbled) {
            putAside(stumbled);
        } catch (TransientDataAccessException | DataAccessResourceFailureException databaseIsAway) {
            throw databaseIsAway;
        } catch (RuntimeException atTheEnd) {
            // Nobody knows yet whose fault it is that nothing could be saved: one after the other, it will show.
            if (carefulFor > 0) throw atTheEnd;
            LOG.warn("Could not save what was due until {} in one go", until, atTheEnd);
            carefulFor = atOnce + 1;
        }
        return true;
    }

    private boolean pass(String clock, long until, int limit) {
        var passed = works.inTransaction(() -> {
            var due = lockAndRead(clock, until, limit);
            if (due.isEmpty()) return false;

            var desks = desks(due);
            var real = clock.equals(ThingStore.SANDBOX) ? 0 : sandboxClock.now();
            var passage =
                    new Passage(clock, desks, works.circumstances(real, Cause.NONE), due, due.size() < limit, until);
            var reached = passage.pass();
            if (clock.equals(ThingStore.SANDBOX)) sandboxClock.moveTo(reached);
            else desks.values().forEach(desk -> moveTestClock(desk, clock, reached));
            write(desks, due, limit, reached);
            if (carefulFor == 0) learnFrom(passage);
            return true;
        });
        if (carefulFor > 0) carefulFor--;
        works.announce();
        return passed;
    }

    /** What was read for nothing, since its time did not come, is read again: less at once on a slow machine. */
    private void learnFrom(Passage passage) {
        atOnce = passage.isDone() ? Math.min(AT_ONCE, atOnce + AT_LEAST) : Math.max(AT_LEAST, atOnce / 2);
    }

    /** Nothing is read before its account is ours, or somebody could change it in between. */
    private List<ThingStore.Due> lockAndRead(String clock, long until, int limit) {
        var ours = things.accountsDue(clock, until, limit).stream()
                .filter(accounts::lock)
                .toList();
        return ours.isEmpty() ? List.of() : things.due(ours, clock, until, limit);
    }

    private Map<Long, Desk> desks(List<ThingStore.Due> due) {
        var desks = new HashMap<Long, Desk>();
        for (var each : due)
            desks.computeIfAbsent(each.account(), account -> new Desk(account, things))
                    .lay(each.placed());
        desks.values().forEach(Desk::bringWhatIsMentioned);
        return desks;
    }

    /** Where it is on its way is kept, so that a restart goes on from there. */
    private static void moveTestClock(Desk desk, String id, long reached) {
        var clock = desk.find(id);
        if (clock == null) return;
        clock.hidden().set("time", Math.max(reached, clock.hidden().number("time", 0)));
        desk.touch(id);
    }

    private void write(Map<Long, Desk> desks, List<ThingStore.Due> due, int limit, long now) {
        try {
            desks.values().forEach(desk -> works.write(desk, now));
        } catch (TransientDataAccessException | DataAccessResourceFailureException databaseIsAway) {
            throw databaseIsAway;
        } catch (RuntimeException failure) {
            if (limit == 1) throw new Passage.Stumbled(Passage.Turn.of(due.getFirst()), failure);
            throw failure;
        }
    }

    private void putAside(Passage.Stumbled stumbled) {
        var turn = stumbled.turn();
        var cause = Objects.requireNonNull(stumbled.getCause());
        if (cause instanceof TransientDataAccessException || cause instanceof DataAccessResourceFailureException)
            throw stumbled;

        LOG.error("Time could do nothing with {}, due at {}: it is put aside", turn.id(), turn.at(), cause);
        var why = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        works.inTransaction(() -> {
            things.park(turn.account(), turn.id(), why.length() > 500 ? why.substring(0, 500) : why);
            return true;
        });
    }
}
