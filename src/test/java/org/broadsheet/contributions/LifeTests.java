package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.broadsheet.contributions.ContributionState.Active;
import org.broadsheet.contributions.ContributionState.Ended;
import org.broadsheet.contributions.ContributionState.Given;
import org.broadsheet.contributions.ContributionState.PastDue;
import org.broadsheet.contributions.ContributionState.Pending;
import org.broadsheet.contributions.ContributionState.Reason;
import org.broadsheet.contributions.Happening.Kind;
import org.broadsheet.money.Money;
import org.broadsheet.payments.SubscriptionFacts;
import org.broadsheet.payments.SubscriptionFacts.Status;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifeTests {
    private static final Money FIVE = Money.of(500, "EUR");
    private static final Instant NOVEMBER = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant DECEMBER = Instant.parse("2026-12-23T09:00:00Z");
    private static final Instant JANUARY = Instant.parse("2027-01-23T09:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2027-02-23T09:00:00Z");

    @Nested
    class A_single_gift {
        @Test
        void is_given_when_the_money_arrives_and_moves_no_recurring_income() {
            var step = Life.settled(pending(Frequency.ONCE), UUID.randomUUID(), NOVEMBER, null);

            assertThat(step.contribution().state()).isEqualTo(new Given());
            assertThat(step.happenings()).singleElement().satisfies(each -> {
                assertThat(each.kind()).isEqualTo(Kind.GIVEN);
                assertThat(each.deltaMinor()).isZero();
            });
        }

        @Test
        void that_a_bank_refused_for_good_is_over_but_money_that_comes_after_all_counts() {
            var refused =
                    Life.failed(pending(Frequency.ONCE), NOVEMBER, 1, null).contribution();
            assertThat(refused.state()).isEqualTo(new Ended(NOVEMBER, Reason.NEVER_PAID));

            assertThat(Life.settled(refused, UUID.randomUUID(), DECEMBER, null)
                            .contribution()
                            .state())
                    .isEqualTo(new Given());
        }
    }

    @Nested
    class A_monthly_contribution {
        @Test
        void starts_with_the_first_money_not_with_the_promise() {
            var promised = Life.subscription(pending(Frequency.MONTHLY), facts(Status.ACTIVE, DECEMBER), NOVEMBER);
            assertThat(promised.contribution().state()).isEqualTo(new Pending());
            assertThat(promised.happenings()).isEmpty();

            var started = Life.settled(promised.contribution(), UUID.randomUUID(), NOVEMBER, DECEMBER);
            assertThat(started.contribution().state()).isEqualTo(new Active(DECEMBER, null));
            assertThat(started.happenings()).extracting(Happening::deltaMinor).containsExactly(500L);
        }

        @Test
        void that_is_refused_is_past_due_and_still_counts() {
            var due = Life.failed(active(), DECEMBER, 1, DECEMBER.plus(Duration.ofDays(3)));

            assertThat(due.contribution().state()).isInstanceOf(PastDue.class);
            assertThat(due.contribution().recurringMinor()).isEqualTo(500);
            assertThat(due.happenings()).extracting(Happening::kind).containsExactly(Kind.FAILED);
        }

        @Test
        void recovers_when_the_money_comes() {
            var due = Life.failed(active(), DECEMBER, 1, null).contribution();
            var paid = Life.settled(due, UUID.randomUUID(), DECEMBER.plus(Duration.ofDays(3)), JANUARY);

            assertThat(paid.contribution().state()).isEqualTo(new Active(JANUARY, null));
            assertThat(paid.happenings()).extracting(Happening::kind).containsExactly(Kind.RENEWED, Kind.RECOVERED);
        }

        @Test
        void is_not_past_due_because_of_a_refusal_that_is_told_after_the_money_came() {
            var paid = Life.settled(active(), UUID.randomUUID(), DECEMBER.plus(Duration.ofDays(3)), JANUARY)
                    .contribution();
            var late = Life.failed(paid, DECEMBER, 1, null);

            assertThat(late.contribution()).isEqualTo(paid);
            assertThat(late.happenings()).extracting(Happening::kind).containsExactly(Kind.FAILED);
        }

        @Test
        void counts_until_a_stop_that_was_scheduled_takes_effect() {
            var stopping = Life.subscription(active(), facts(Status.ACTIVE, DECEMBER, DECEMBER, null), NOVEMBER);
            assertThat(stopping.happenings()).extracting(Happening::kind).containsExactly(Kind.STOP_SCHEDULED);
            assertThat(stopping.contribution().recurringMinor()).isEqualTo(500);

            var ended =
                    Life.subscription(stopping.contribution(), facts(Status.ENDED, DECEMBER, null, DECEMBER), DECEMBER);
            assertThat(ended.contribution().state()).isEqualTo(new Ended(DECEMBER, Reason.STOPPED));
            assertThat(ended.happenings()).extracting(Happening::deltaMinor).containsExactly(-500L);
        }

        @Test
        void that_ends_past_due_ended_unpaid() {
            var due = Life.failed(active(), DECEMBER, 4, null).contribution();

            assertThat(Life.subscription(due, facts(Status.ENDED, JANUARY, null, JANUARY), JANUARY)
                            .contribution()
                            .state())
                    .isEqualTo(new Ended(JANUARY, Reason.UNPAID));
        }

        @Test
        void whose_first_money_is_told_after_its_end_did_start_and_did_end() {
            var never = Life.subscription(
                            pending(Frequency.MONTHLY), facts(Status.ENDED, DECEMBER, null, DECEMBER), DECEMBER)
                    .contribution();
            assertThat(never.state()).isEqualTo(new Ended(DECEMBER, Reason.NEVER_PAID));

            var told = Life.settled(never, UUID.randomUUID(), NOVEMBER, DECEMBER);
            assertThat(told.contribution().state()).isEqualTo(new Ended(DECEMBER, Reason.STOPPED));
            assertThat(told.contribution().startedAt()).isEqualTo(NOVEMBER);
            assertThat(told.happenings()).extracting(Happening::deltaMinor).containsExactly(500L, -500L);
        }

        @Test
        void that_costs_another_sum_moves_recurring_income_by_the_difference() {
            var facts = new SubscriptionFacts(Status.ACTIVE, Money.of(300, "EUR"), NOVEMBER, DECEMBER, null, null);
            var lowered = Life.subscription(active(), facts, NOVEMBER);

            assertThat(lowered.contribution().amount()).isEqualTo(Money.of(300, "EUR"));
            assertThat(lowered.happenings()).extracting(Happening::deltaMinor).containsExactly(-200L);
        }
    }

    @Test
    void facts_in_any_order_lose_no_money_and_keep_the_sums_right() {
        for (int seed = 0; seed < 3000; seed++) {
            var random = new Random(seed);
            var frequency = seed % 5 == 0 ? Frequency.ONCE : Frequency.MONTHLY;
            var facts = new ArrayList<Function<Contribution, Life.Step>>();
            var payments = new ArrayList<Instant>();
            int payable = frequency.recurs() ? random.nextInt(4) : random.nextInt(2);
            for (int month = 0; month < payable; month++) {
                var at = NOVEMBER.plus(Duration.ofDays(30L * month));
                var end = frequency.recurs() ? at.plus(Duration.ofDays(30)) : null;
                payments.add(at);
                facts.add(each -> Life.settled(each, UUID.randomUUID(), at, end));
            }
            for (int number = random.nextInt(4); number > 0; number--) {
                var at = NOVEMBER.plus(Duration.ofHours(random.nextInt(3000)));
                int attempts = 1 + random.nextInt(4);
                facts.add(each -> Life.failed(each, at, attempts, attempts == 4 ? null : at.plusSeconds(86_400)));
            }
            for (int number = random.nextInt(4); number > 0; number--) {
                var now = NOVEMBER.plus(Duration.ofHours(random.nextInt(3000)));
                var told = anyFacts(random, now);
                facts.add(each -> Life.subscription(each, told, now));
            }
            Collections.shuffle(facts, random);

            var contribution = pending(frequency);
            var history = new ArrayList<Happening>();
            boolean ended = false;
            for (var fact : facts) {
                var step = fact.apply(contribution);
                contribution = step.contribution();
                history.addAll(step.happenings());
                if (ended) {
                    assertThat(contribution.state())
                            .as("seed %d: what ended stays ended", seed)
                            .isInstanceOf(Ended.class);
                }
                ended = frequency.recurs() && contribution.state() instanceof Ended;
                assertLegal(contribution, history, seed);
            }
            assertThat(history.stream().filter(each -> each.payment() != null))
                    .as("seed %d: each payment has its line", seed)
                    .hasSize(payments.size());
            if (!payments.isEmpty()) {
                assertThat(contribution.startedAt()).isEqualTo(Collections.min(payments));
                assertThat(contribution.settledAt()).isEqualTo(Collections.max(payments));
                assertThat(contribution.state()).as("seed %d", seed).isNotInstanceOf(Pending.class);
            }
        }
    }

    private static void assertLegal(Contribution contribution, List<Happening> history, int seed) {
        assertThat(history.stream().mapToLong(Happening::deltaMinor).sum())
                .as("seed %d: the history adds up to what runs now", seed)
                .isEqualTo(contribution.recurringMinor());
        assertThat(history.stream().filter(each -> each.kind() == Kind.STARTED || each.kind() == Kind.GIVEN))
                .hasSizeLessThanOrEqualTo(1);
        boolean settled = contribution.startedAt() != null;
        switch (contribution.state()) {
            case Pending pending -> assertThat(settled).isFalse();
            case Given given ->
                assertThat(settled && !contribution.frequency().recurs()).isTrue();
            case Active active ->
                assertThat(settled && contribution.frequency().recurs()).isTrue();
            case PastDue due ->
                assertThat(settled && contribution.frequency().recurs()).isTrue();
            case ContributionState.Paused paused ->
                assertThat(settled && contribution.frequency().recurs()).isTrue();
            case ContributionState.Held held ->
                assertThat(settled && contribution.frequency().recurs()).isTrue();
            case Ended ended -> assertThat(ended.at()).isNotNull();
        }
    }

    private static SubscriptionFacts anyFacts(Random random, Instant now) {
        var status = Status.values()[random.nextInt(Status.values().length)];
        return new SubscriptionFacts(
                status,
                Money.of(100L * (1 + random.nextInt(8)), "EUR"),
                NOVEMBER,
                now.plus(Duration.ofDays(random.nextInt(31))),
                random.nextBoolean() ? null : FEBRUARY,
                status == Status.ENDED ? now : null,
                random.nextInt(4) == 0 ? Frequency.ANNUAL : Frequency.MONTHLY,
                status == Status.PAUSED && random.nextBoolean()
                        ? now.plus(Duration.ofDays(random.nextInt(180)))
                        : null);
    }

    private static Contribution pending(Frequency frequency) {
        return new Contribution(
                UUID.randomUUID(),
                UUID.randomUUID(),
                null,
                frequency,
                FIVE,
                new Pending(),
                NOVEMBER,
                null,
                null,
                null,
                0);
    }

    private static Contribution active() {
        return Life.settled(pending(Frequency.MONTHLY), UUID.randomUUID(), NOVEMBER, DECEMBER)
                .contribution();
    }

    private static SubscriptionFacts facts(Status status, Instant periodEnd) {
        return facts(status, periodEnd, null, null);
    }

    private static SubscriptionFacts facts(
            Status status, Instant periodEnd, @Nullable Instant stopsAt, @Nullable Instant endedAt) {
        return new SubscriptionFacts(status, FIVE, NOVEMBER, periodEnd, stopsAt, endedAt);
    }
}
