package org.broadsheet.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MoneyTests {
    private static final Locale RUSSIAN = Locale.of("ru");
    private static final Locale ENGLISH = Locale.of("en");

    @Test
    void is_never_added_across_currencies() {
        assertThatThrownBy(() -> Money.of(500, "EUR").plus(Money.of(500, "USD")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Different currencies");
    }

    @Test
    void is_never_negative() {
        assertThatThrownBy(() -> Money.of(100, "EUR").minus(Money.of(101, "EUR")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void overflows_with_a_bang() {
        assertThatThrownBy(() -> Money.of(Long.MAX_VALUE, "EUR").plus(Money.of(1, "EUR")))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void reads_like_a_headline_in_english() {
        assertThat(MoneyText.format(Money.of(500, "EUR"), ENGLISH)).isEqualTo("€5");
        assertThat(MoneyText.format(Money.of(535, "EUR"), ENGLISH)).isEqualTo("€5.35");
        assertThat(MoneyText.format(Money.of(123450, "USD"), ENGLISH)).isEqualTo("$1,234.50");
        assertThat(MoneyText.format(Money.of(5000, "JPY"), ENGLISH)).isEqualTo("¥5,000");
    }

    @Test
    void puts_the_sign_behind_in_russian() {
        assertThat(MoneyText.format(Money.of(500, "EUR"), RUSSIAN)).isEqualTo("5\u00a0€");
        assertThat(MoneyText.format(Money.of(535, "EUR"), RUSSIAN)).isEqualTo("5,35\u00a0€");
        assertThat(MoneyText.format(Money.of(500, "USD"), RUSSIAN)).isEqualTo("5\u00a0$");
        assertThat(MoneyText.format(Money.of(500, "GBP"), RUSSIAN)).isEqualTo("5\u00a0£");
    }

    @Test
    void has_all_its_decimals_on_a_receipt() {
        assertThat(MoneyText.exact(Money.of(500, "EUR"), ENGLISH)).isEqualTo("€5.00");
    }

    @Test
    void knows_how_many_decimals_stripe_charges() {
        assertThat(Currencies.fractionDigits(Currency.getInstance("JPY"))).isZero();
        assertThat(Currencies.fractionDigits(Currency.getInstance("EUR"))).isEqualTo(2);
        assertThat(Currencies.fractionDigits(Currency.getInstance("ISK"))).isEqualTo(2);
        assertThat(Currencies.fractionDigits(Currency.getInstance("KWD"))).isEqualTo(3);
    }

    @Test
    void finds_no_currency_where_there_is_none() {
        assertThat(Currencies.find("XXQ")).isEmpty();
        assertThat(Currencies.find("")).isEmpty();
        assertThat(Currencies.find("eur")).contains(Currency.getInstance("EUR"));
    }
}
