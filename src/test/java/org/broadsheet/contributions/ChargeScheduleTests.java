package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Random;
import org.broadsheet.publication.Frequency;
import org.junit.jupiter.api.Test;

class ChargeScheduleTests {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void a_month_that_lacks_the_day_takes_its_last_and_the_next_one_has_it_again() {
        var schedule = new ChargeSchedule(Frequency.MONTHLY, LocalDate.of(2027, 1, 31));

        assertThat(schedule.next(4))
                .containsExactly(
                        LocalDate.of(2027, 2, 28),
                        LocalDate.of(2027, 3, 31),
                        LocalDate.of(2027, 4, 30),
                        LocalDate.of(2027, 5, 31));
        assertThat(schedule.mayComeEarlier()).isTrue();
    }

    @Test
    void a_leap_day_comes_back_in_the_next_leap_year() {
        var schedule = new ChargeSchedule(Frequency.ANNUAL, LocalDate.of(2028, 2, 29));

        assertThat(schedule.charge(1)).isEqualTo("2029-02-28");
        assertThat(schedule.charge(4)).isEqualTo("2032-02-29");
        assertThat(schedule.mayComeEarlier()).isTrue();
    }

    @Test
    void a_single_gift_has_no_next_charge() {
        var once = new ChargeSchedule(Frequency.ONCE, LocalDate.of(2026, 11, 23));

        assertThat(once.next(2)).isEmpty();
        assertThatThrownBy(() -> once.charge(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void days_are_those_on_which_stripe_charges_whatever_the_date_and_the_summer_time() {
        var random = new Random(20261123);
        for (int round = 0; round < 1000; round++) {
            var first = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(4000));
            // Stripe counts from the second of payment in UTC. In daytime that is the same day as the newsroom's,
            // whatever the season.
            var paid = ZonedDateTime.of(first, LocalTime.of(3 + random.nextInt(19), random.nextInt(60)), BERLIN)
                    .withZoneSameInstant(ZoneOffset.UTC);
            for (var frequency : new Frequency[] {Frequency.MONTHLY, Frequency.ANNUAL}) {
                var schedule = new ChargeSchedule(frequency, first);
                for (int number = 1; number <= 14; number++) {
                    var charged = frequency == Frequency.MONTHLY ? paid.plusMonths(number) : paid.plusYears(number);
                    assertThat(schedule.charge(number))
                            .as("%s from %s, number %d", frequency, first, number)
                            .isEqualTo(charged.withZoneSameInstant(BERLIN).toLocalDate());
                }
            }
        }
    }

    @Test
    void charges_fall_on_the_day_or_on_the_last_one_of_a_shorter_month() {
        var random = new Random(7);
        for (int round = 0; round < 1000; round++) {
            var first = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(4000));
            var schedule = new ChargeSchedule(Frequency.MONTHLY, first);
            var previous = first;
            for (var day : schedule.next(24)) {
                assertThat(day.getDayOfMonth()).isEqualTo(Math.min(schedule.anchorDay(), day.lengthOfMonth()));
                assertThat(day.getMonth()).isEqualTo(previous.getMonth().plus(1));
                if (day.getDayOfMonth() != schedule.anchorDay()) {
                    assertThat(schedule.mayComeEarlier()).isTrue();
                }
                previous = day;
            }
        }
    }
}
