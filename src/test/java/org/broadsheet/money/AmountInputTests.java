package org.broadsheet.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountInputTests {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final Currency KWD = Currency.getInstance("KWD");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5|500",
                "5.5|550",
                "5,5|550",
                "5.50|550",
                "5,50|550",
                "0,01|1",
                "007|700",
                "'  12 '|1200",
                "1000|100000"
            })
    void a_comma_and_a_point_are_both_the_decimal_mark(String typed, long cents) {
        assertThat(AmountInput.read(typed, EUR)).isEqualTo(new AmountInput.Read(new Money(cents, EUR)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e9",
                "٥",
                "five",
                "5€",
                "5 000",
                "5.000,00",
                "+5",
                "0x10",
                "5..5",
                ".5",
                "5.",
                "NaN",
                "1\u00a0000",
                "１０"
            })
    void whatever_else_people_paste_is_not_guessed_at(String typed) {
        assertThat(AmountInput.read(typed, EUR)).isInstanceOf(AmountInput.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "0.00", "-0", "-0,01"})
    void nothing_and_less_than_nothing_are_told_apart_from_nonsense(String typed) {
        assertThat(AmountInput.read(typed, EUR)).isInstanceOf(AmountInput.NotPositive.class);
    }

    @Test
    void a_thousand_that_could_be_a_one_is_refused() {
        assertThat(AmountInput.read("1,000", EUR)).isInstanceOf(AmountInput.Ambiguous.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u00a0"})
    void an_empty_field_is_missing(String typed) {
        assertThat(AmountInput.read(typed, EUR)).isInstanceOf(AmountInput.Missing.class);
    }

    @Nested
    class Decimals {
        @Test
        void are_refused_where_there_are_more_than_the_currency_has() {
            assertThat(AmountInput.read("5.005", EUR)).isEqualTo(new AmountInput.TooFine(2));
        }

        @Test
        void are_refused_in_a_currency_without_them() {
            assertThat(AmountInput.read("500.5", JPY)).isEqualTo(new AmountInput.TooFine(0));
        }

        @Test
        void are_not_needed_in_a_currency_without_them() {
            assertThat(AmountInput.read("500", JPY)).isEqualTo(new AmountInput.Read(new Money(500, JPY)));
        }

        @Test
        void may_be_three_in_a_currency_that_has_three() {
            assertThat(AmountInput.read("5.005", KWD)).isEqualTo(new AmountInput.Read(new Money(5005, KWD)));
        }
    }

    @Test
    void what_we_write_into_a_field_reads_back_as_it_was() {
        long seed = 20261123;
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var currency = new Currency[] {EUR, JPY, KWD}[i % 3];
            var money = new Money(1 + random.nextInt(99_999_999), currency);
            assertThat(AmountInput.read(MoneyText.plain(money), currency))
                    .as("seed %d, %s", seed, money)
                    .isEqualTo(new AmountInput.Read(money));
        }
    }
}
