package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random lives: whatever people do in whatever order, the books add up and the events tell all of it. Prints each kind
 * of fault once, with the seed of its life and the fewest steps that lead there; {@code -Dbroadsheet.property.seed}
 * repeats it.
 */
class LifePropertyTests {
    private static final int LIVES = Math.max(1, Integer.getInteger("broadsheet.property.runs", 200) / 40);
    private static final int STEPS = 24;

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Map<String, Integer> deeds = new TreeMap<>();

    @Test
    void the_rules_hold_after_every_step_of_every_life() {
        var first = Long.getLong("broadsheet.property.seed", new Random().nextInt(1_000_000_000));
        var faults = new LinkedHashMap<String, String>();
        for (long seed = first; seed < first + LIVES; seed++) {
            var life = new Lived(seed, life(seed));
            wrong(life).forEach((kind, wrong) -> {
                if (faults.containsKey(kind)) return;
                faults.put(kind, shortest(life, kind, wrong).told());
                System.out.println(faults.get(kind));
            });
        }
        System.out.println("Lives: " + LIVES + " from seed " + first + ", deeds: "
                + deeds.values().stream().mapToInt(Integer::intValue).sum() + " " + deeds);
        assertThat(faults.values()).as("lives from seed %s", first).isEmpty();
    }

    private record Lived(long seed, List<LifeDeeds.Step> steps) {}

    private static List<LifeDeeds.Step> life(long seed) {
        var random = new Random(seed);
        var deeds = LifeDeed.values();
        var begins = Stream.of(LifeDeed.SUBSCRIBE_AT_CHECKOUT);
        return Stream.concat(begins, Stream.generate(() -> deeds[random.nextInt(deeds.length)]))
                .limit(STEPS)
                .map(deed -> new LifeDeeds.Step(deed, random.nextLong()))
                .toList();
    }

    /** What went wrong in which life and after which steps. */
    private record Wrong(Lived life, List<String> done, Throwable why) {
        String told() {
            return "Life " + life.seed() + " goes wrong after:\n  " + String.join("\n  ", done) + "\n  => "
                    + why.getMessage();
        }
    }

    private Map<String, Wrong> wrong(Lived lived) {
        rehearsal.sandbox.reset();
        var life = new Life(rehearsal);
        var doing = new LifeDeeds(life, rehearsal, lived.seed() % 3 == 0);
        var rules = new LifeRules(life);
        var wrong = new LinkedHashMap<String, Wrong>();
        for (int i = 0; i < lived.steps().size(); i++) {
            var sofar = new Lived(lived.seed(), lived.steps().subList(0, i + 1));
            try {
                deeds.merge(lived.steps().get(i).deed().name(), 1, Integer::sum);
                doing.live(lived.steps().get(i));
                for (var why : rules.check())
                    wrong.putIfAbsent(kind(why), new Wrong(sofar, List.copyOf(life.done), why));
            } catch (AssertionError | RuntimeException why) {
                wrong.putIfAbsent(kind(why), new Wrong(sofar, List.copyOf(life.done), why));
            }
        }
        return wrong;
    }

    /** Whatever differs from life to life is left out: ids, amounts, times. */
    private static String kind(Throwable why) {
        return String.valueOf(why.getMessage())
                .lines()
                .map(line -> line.replaceAll("\\b[a-z]{2,5}_(test_)?[A-Za-z0-9]{8,}|-?[0-9]+|: .*", ""))
                .limit(4)
                .collect(Collectors.joining(" "));
    }

    /** Leaves out one step after the other, as long as it still goes wrong. */
    private Wrong shortest(Lived life, String kind, Wrong wrong) {
        if (Boolean.getBoolean("broadsheet.property.as-lived")) return wrong;
        var known = wrong;
        for (int i = wrong.life().steps().size() - 2; i >= 0; i--) {
            var shorter = new ArrayList<>(known.life().steps());
            shorter.remove(i);
            var still = wrong(new Lived(life.seed(), shorter)).get(kind);
            if (still != null) known = still;
        }
        return known;
    }
}
