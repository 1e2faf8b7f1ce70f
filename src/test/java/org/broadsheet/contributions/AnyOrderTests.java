package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.broadsheet.TestPartsWithSandbox;
import org.broadsheet.payments.Asker;
import org.broadsheet.payments.PaymentRecord;
import org.broadsheet.payments.Payments;
import org.broadsheet.privacy.Token;
import org.broadsheet.sandbox.Sandbox;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/**
 * In whatever order Stripe's events arrive, and however often, the same becomes of everything. The whole application beside a
 * sandbox that sends them in disorder; each run is a life of six gifts.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = TestPartsWithSandbox.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnyOrderTests {
    private static final long SEED = Long.getLong("broadsheet.property.seed", 20_261_125);
    private static final long A_DAY = 86_400;
    private static final int RUNS = Math.clamp(Integer.getInteger("broadsheet.property.runs", 200) / 200, 1, 20);

    @Autowired
    Contributions contributions;

    @Autowired
    ContributionStore store;

    @Autowired
    PromiseStore promises;

    @Autowired
    Payments payments;

    @Autowired
    JdbcClient sql;

    @Autowired
    Sandbox sandbox;

    @Value("${broadsheet.base-url}")
    String site;

    @Value("${broadsheet.stripe.webhook-secrets}")
    String secret;

    private Wires wires;
    private Books books;
    private Map<String, List<String>> inOrder;

    @BeforeAll
    void all_goes_well_once() {
        wires = new Wires(sandbox.address(), site, secret);
        books = new Books(sql);
        inOrder = live(null);
    }

    @Test
    void check_38_in_order_all_six_gifts_come_to_what_they_should() {
        assertThat(inOrder.get("once")).anyMatch(fact -> fact.startsWith("contribution given"));
        assertThat(inOrder.get("monthly"))
                .filteredOn(fact -> fact.contains("renewed"))
                .hasSize(1);
        assertThat(inOrder.get("failing"))
                .anyMatch(fact -> fact.startsWith("contribution ended unpaid"))
                .filteredOn(fact -> fact.startsWith("happening failed"))
                .isNotEmpty();
        assertThat(inOrder.get("stopped")).anyMatch(fact -> fact.startsWith("contribution ended stopped"));
        assertThat(inOrder.get("mails")).hasSizeGreaterThanOrEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void check_38_shuffled_doubled_and_late_they_come_to_the_same(long seed) {
        assertThat(live(new Random(seed))).as("seed %s", seed).isEqualTo(inOrder);
    }

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + RUNS);
    }

    @Test
    void check_38_all_events_once_more_change_nothing() {
        var before = books.everything();
        var events = wires.events();
        assertThat(events).hasSizeGreaterThan(100);

        for (var event : events) wires.deliver(event);
        settle();
        assertThat(books.everything()).isEqualTo(before);

        // Under other ids nobody can know that they have been here, and each is worked on again.
        for (var event : events.reversed()) wires.deliver(event.replace("\"evt_", "\"evt_again"));
        settle();
        assertThat(books.everything()).isEqualTo(before);
    }

    /** Half a dozen people give; a month passes and two weeks of reminders. By whom, what is known of it in the end. */
    private Map<String, List<String>> live(@Nullable Random random) {
        sandbox.reset();
        books.begin();
        var six = new SixGifts(contributions, promises, wires);
        disturb(random);
        six.give();
        settle();
        disturb(random);
        var stopped = store.ofPromise(six.promise("stopped")).orElseThrow();
        assertThat(contributions.take(
                        stopped, new Wish.Stop(null), Token.random(), stopped.revision(), Asker.newsroom()))
                .isInstanceOfSatisfying(
                        Taken.Noted.class,
                        noted -> assertThat(noted.change().state()).isEqualTo(Change.State.DONE));
        wires.refund(books.intentOf(six.promise("refunded")));
        settle();
        // No step holds two attempts at the failing card, so that each can be seen.
        for (int step = 0; step < 9; step++) {
            disturb(random);
            wires.pass(step == 0 ? 32 * A_DAY : 2 * A_DAY);
            settle();
        }
        assertThat(payments.of(six.promise("failing")))
                .extracting(PaymentRecord::state)
                .contains(PaymentRecord.State.SETTLED);
        return books.of(six.promises());
    }

    /** Whatever is sent next goes in groups, each turned round or shuffled, and much of it twice. */
    private void disturb(@Nullable Random random) {
        if (random == null) return;
        wires.order(Map.of("kind", "none"));
        for (int group = 0; group < 6; group++)
            wires.order(Map.of(
                    "kind",
                    "reorder",
                    "count",
                    String.valueOf(2 + random.nextInt(12)),
                    "order",
                    random.nextBoolean() ? "reverse" : "shuffle",
                    "seed",
                    String.valueOf(random.nextInt(1_000_000)),
                    "seconds",
                    "1"));
        wires.order(Map.of("kind", "duplicate", "count", String.valueOf(1 + random.nextInt(40))));
    }

    private void settle() {
        wires.untilAllIsSent();
        books.untilAllIsDone();
    }
}
