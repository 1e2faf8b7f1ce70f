package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random lives: whatever people do in whatever order, the books add up and the events tell all of it. Prints the
 * seed of a life that goes wrong, and the shortest one that still does; {@code -Dbroadsheet.property.seed} repeats it.
 */
class LifePropertyTests {
    private static final int LIVES = Math.max(1, Integer.getInteger("broadsheet.property.runs", 200) / 40);
    private static final int STEPS = 14;

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @Test
    void the_rules_hold_after_every_step_of_every_life() {
        var first = Long.getLong("broadsheet.property.seed", System.nanoTime());
        for (long seed = first; seed < first + LIVES; seed++) {
            var life = life(seed);
            var wrong = wrong(life);
            if (wrong != null) report(seed, shortest(life, wrong));
        }
    }

    private static List<Life.Step> life(long seed) {
        var random = new Random(seed);
        var deeds = Life.Deed.values();
        var begins = Stream.of(Life.Deed.SUBSCRIBE_AT_CHECKOUT);
        return Stream.concat(begins, Stream.generate(() -> deeds[random.nextInt(deeds.length)]))
                .limit(STEPS)
                .map(deed -> new Life.Step(deed, random.nextLong()))
                .toList();
    }

    /** What went wrong and after which steps. */
    private record Wrong(List<Life.Step> steps, List<String> done, Throwable why) {}

    private @Nullable Wrong wrong(List<Life.Step> steps) {
        rehearsal.sandbox.reset();
        var life = new Life(rehearsal);
        var rules = new LifeRules(life);
        for (int i = 0; i < steps.size(); i++)
            try {
                life.live(steps.get(i));
                rules.check();
            } catch (AssertionError | RuntimeException why) {
                return new Wrong(steps.subList(0, i + 1), life.done, why);
            }
        return null;
    }

    /** Leaves out one step after the other, as long as it still goes wrong. */
    private Wrong shortest(List<Life.Step> life, Wrong wrong) {
        var known = wrong;
        for (int i = wrong.steps().size() - 2; i >= 0; i--) {
            var shorter = new ArrayList<>(known.steps());
            if (i >= shorter.size() - 1) continue;
            shorter.remove(i);
            var still = wrong(shorter);
            if (still != null) known = still;
        }
        return known;
    }

    private static void report(long seed, Wrong wrong) {
        fail("Life " + seed + " goes wrong after:\n  " + String.join("\n  ", wrong.done()), wrong.why());
    }
}
