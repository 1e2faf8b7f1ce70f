package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import org.broadsheet.money.Money;
import org.broadsheet.money.MoneyText;
import org.broadsheet.publication.Frequency;
import org.broadsheet.publication.Texts;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

@SpringJUnitConfig(
        classes = {Texts.class, PromiseWords.class},
        initializers = ConfigDataApplicationContextInitializer.class)
@ImportAutoConfiguration(MessageSourceAutoConfiguration.class)
class PromiseWordsTests {
    private static final Locale RUSSIAN = Locale.of("ru");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Autowired
    PromiseWords words;

    @Nested
    class In_English {
        @Test
        void monthly() {
            assertThat(say(Frequency.MONTHLY, 500, TODAY, Locale.ENGLISH))
                    .isEqualTo("€5 today, then €5 on the 23rd of each month; next: December 23, January 23 …; "
                            + "stop any time, in two clicks.");
        }

        @Test
        void monthly_on_a_day_that_not_every_month_has() {
            assertThat(say(Frequency.MONTHLY, 550, LocalDate.of(2026, 12, 31), Locale.ENGLISH))
                    .isEqualTo("€5.50 today, then €5.50 on the 31st of each month, or on the month’s last day; "
                            + "next: January 31, February 28 …; stop any time, in two clicks.");
        }

        @Test
        void annual() {
            assertThat(say(Frequency.ANNUAL, 6000, TODAY, Locale.ENGLISH))
                    .isEqualTo("€60 today, then €60 on November 23 each year; next: November 23, 2027, "
                            + "November 23, 2028 …; stop any time, in two clicks.");
        }

        @Test
        void annual_from_a_leap_day() {
            assertThat(say(Frequency.ANNUAL, 6000, LocalDate.of(2028, 2, 29), Locale.ENGLISH))
                    .isEqualTo("€60 today, then €60 on February 29 each year, or on the month’s last day when there is"
                            + " none; next: February 28, 2029, February 28, 2030 …; stop any time, in two clicks.");
        }

        @Test
        void once() {
            assertThat(say(Frequency.ONCE, 2500, TODAY, Locale.ENGLISH))
                    .isEqualTo("€25 today, once. Nothing more is taken after that.");
        }

        @Test
        void before_an_amount_is_typed() {
            assertThat(words.sayUnknown(new ChargeSchedule(Frequency.MONTHLY, TODAY), Locale.ENGLISH))
                    .isEqualTo("This amount today, then the same on the 23rd of each month; next: December 23, "
                            + "January 23 …; stop any time, in two clicks.");
            assertThat(words.sayUnknown(new ChargeSchedule(Frequency.ONCE, TODAY), Locale.ENGLISH))
                    .isEqualTo("This amount today, once. Nothing more is taken after that.");
        }
    }

    @Nested
    class In_Russian {
        @Test
        void monthly() {
            assertThat(say(Frequency.MONTHLY, 500, TODAY, RUSSIAN))
                    .isEqualTo("Сегодня 5 €, затем 5 € 23-го числа каждого месяца; ближайшие: 23 декабря, 23 января …; "
                            + "остановить можно в любой момент, в два клика.");
        }

        @Test
        void monthly_on_a_day_that_not_every_month_has() {
            assertThat(say(Frequency.MONTHLY, 550, LocalDate.of(2026, 12, 31), RUSSIAN))
                    .isEqualTo(
                            "Сегодня 5,50 €, затем 5,50 € 31-го числа каждого месяца (в коротком месяце — в последний"
                                    + " день); ближайшие: 31 января, 28 февраля …; остановить можно в любой момент, в два клика.");
        }

        @Test
        void annual() {
            assertThat(say(Frequency.ANNUAL, 6000, TODAY, RUSSIAN))
                    .isEqualTo("Сегодня 60 €, затем 60 € каждый год 23 ноября; ближайшие: 23 ноября 2027 г., "
                            + "23 ноября 2028 г. …; остановить можно в любой момент, в два клика.");
        }

        @Test
        void once() {
            assertThat(say(Frequency.ONCE, 2500, TODAY, RUSSIAN))
                    .isEqualTo("Сегодня 25 €, один раз. Больше ничего не спишется.");
        }

        @Test
        void before_an_amount_is_typed() {
            assertThat(words.sayUnknown(new ChargeSchedule(Frequency.MONTHLY, TODAY), RUSSIAN))
                    .startsWith("Сегодня эта сумма, затем столько же 23-го числа каждого месяца;");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1,1st", "2,2nd", "3,3rd", "4,4th", "11,11th", "12,12th", "13,13th", "21,21st", "22,22nd", "23,23rd", "30,30th",
        "31,31st"
    })
    void days_are_counted_in_order(int day, String ordinal) {
        assertThat(DateWords.ordinal(day, Locale.ENGLISH)).isEqualTo(ordinal);
        assertThat(DateWords.ordinal(day, RUSSIAN)).isEqualTo(day + "-го");
    }

    private String say(Frequency frequency, long minor, LocalDate first, Locale language) {
        return words.say(
                        new ChargeSchedule(frequency, first),
                        MoneyText.format(Money.of(minor, "EUR"), language),
                        language)
                .replace('\u00a0', ' ');
    }
}
