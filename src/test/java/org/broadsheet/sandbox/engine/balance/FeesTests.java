package org.broadsheet.sandbox.engine.balance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeesTests {
    @ParameterizedTest
    @CsvSource({"500, eur, 33", "3000, eur, 70", "50, eur, 26", "1000, gbp, 35", "1000, usd, 59", "10000, jpy, 360"})
    void stripe_keeps_a_share_and_a_fixed_part(long amount, String currency, long fee) {
        assertThat(Fees.in(currency).on(amount)).isEqualTo(fee);
    }
}
