package org.broadsheet.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import org.broadsheet.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurringTests {
    private static final Currency EUR = Currency.getInstance("EUR");

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "500, 0, 500",
        "0, 10000, 833",
        "0, 30000, 2500",
        "0, 5, 0",
        "0, 6, 1",
        "1, 17, 2",
        "500, 2406, 701"
    })
    void divides_the_years_once_and_rounds_half_up(long monthly, long annual, long perMonth) {
        assertThat(Recurring.of(monthly, annual, EUR).perMonth()).isEqualTo(new Money(perMonth, EUR));
    }
}
