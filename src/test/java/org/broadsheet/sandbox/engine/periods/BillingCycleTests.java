package org.broadsheet.sandbox.engine.periods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingCycleTests {
    @ParameterizedTest
    @CsvSource({
        "2026-11-24T10:15:30, MONTHS, 1, 2026-12-24T10:15:30, 2027-01-24T10:15:30",
        "2027-01-31T00:00:00, MONTHS, 1, 2027-02-28T00:00:00, 2027-03-31T00:00:00",
        "2028-01-30T00:00:00, MONTHS, 1, 2028-02-29T00:00:00, 2028-03-30T00:00:00",
        "2027-01-29T00:00:00, MONTHS, 1, 2027-02-28T00:00:00, 2027-03-29T00:00:00",
        "2027-08-31T00:00:00, MONTHS, 3, 2027-11-30T00:00:00, 2028-02-29T00:00:00",
        "2028-02-29T12:00:00, YEARS, 1, 2029-02-28T12:00:00, 2030-02-28T12:00:00",
        "2027-05-05T12:00:00, WEEKS, 2, 2027-05-19T12:00:00, 2027-06-02T12:00:00"
    })
    void dates_are_counted_from_the_anchor(
            LocalDateTime anchor, ChronoUnit unit, int count, LocalDateTime second, LocalDateTime third) {
        var cycle = new BillingCycle(seconds(anchor), unit, count);

        assertThat(date(cycle.next(seconds(anchor)))).isEqualTo(second);
        assertThat(date(cycle.next(seconds(second)))).isEqualTo(third);
    }

    @Test
    void a_leap_day_comes_back_every_four_years() {
        var cycle = new BillingCycle(seconds(LocalDateTime.parse("2028-02-29T12:00:00")), ChronoUnit.YEARS, 1);
        var date = cycle.anchor();
        for (int i = 0; i < 4; i++) date = cycle.next(date);

        assertThat(date(date)).isEqualTo("2032-02-29T12:00:00");
    }

    @Test
    void whatever_the_anchor_every_month_has_its_day_or_its_last() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var anchor = LocalDateTime.of(2020, 1, 1, 0, 0).plusSeconds(random.nextLong(20L * 365 * 86_400));
            var yearly = random.nextInt(4) == 0;
            var count = 1 + random.nextInt(yearly ? 3 : 12);
            var cycle = new BillingCycle(seconds(anchor), yearly ? ChronoUnit.YEARS : ChronoUnit.MONTHS, count);
            var before = anchor;
            for (int period = 1; period <= 30; period++) {
                var next = date(cycle.next(seconds(before)));
                var month =
                        anchor.toLocalDate().withDayOfMonth(1).plusMonths((long) period * count * (yearly ? 12 : 1));
                assertThat(next.toLocalDate().withDayOfMonth(1))
                        .as("seed %d", seed)
                        .isEqualTo(month);
                assertThat(next.getDayOfMonth())
                        .as("seed %d, anchor %s, next %s", seed, anchor, next)
                        .isEqualTo(Math.min(anchor.getDayOfMonth(), month.lengthOfMonth()));
                assertThat(next.toLocalTime()).as("seed %d", seed).isEqualTo(anchor.toLocalTime());
                before = next;
            }
        }
    }

    @Test
    void a_moment_within_a_period_leads_to_its_end() {
        var random = new Random(7);
        var anchor = LocalDateTime.parse("2027-01-31T08:00:00");
        var cycle = new BillingCycle(seconds(anchor), ChronoUnit.MONTHS, 1);
        for (int i = 0; i < 500; i++) {
            var moment = seconds(anchor) + random.nextLong(10L * 365 * 86_400);
            var end = cycle.next(moment);
            assertThat(end).isGreaterThan(moment);
            assertThat(end - moment).isLessThanOrEqualTo(31 * 86_400L);
        }
    }

    private static long seconds(LocalDateTime date) {
        return date.toEpochSecond(ZoneOffset.UTC);
    }

    private static LocalDateTime date(long seconds) {
        return OffsetDateTime.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC)
                .toLocalDateTime();
    }
}
