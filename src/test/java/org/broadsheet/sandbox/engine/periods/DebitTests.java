package org.broadsheet.sandbox.engine.periods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebitTests {
    private static final Debit.Sold SOLD = new Debit.Sold("price_1", "prod_1", "1000", "eur", 1);

    @ParameterizedTest
    @CsvSource({
        "1000, 0, 100, 50, 500",
        "1000, 0, 100, 0, 1000",
        "1000, 0, 100, 100, 0",
        "1000, 0, 100, 200, 0",
        "1000, 50, 100, 20, 1000",
        "1000, 0, 3, 1, 667",
        "5, 0, 2, 1, 3",
        "999999999999, 0, 94608000, 1, 999999989429"
    })
    void a_share_is_counted_to_the_second_and_rounded_once(
            long amount, long start, long end, long from, long expected) {
        assertThat(Debit.share(amount, start, end, from)).isEqualTo(expected);
    }

    @Test
    void what_is_given_back_and_what_is_kept_are_what_was_debited() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var start = random.nextLong(1_000_000);
            var debit = new Debit(
                    "si_1",
                    start,
                    start + 1 + random.nextLong(3_000_000),
                    random.nextLong(10_000_000),
                    SOLD,
                    "in_1",
                    "il_1");
            var moment = start + random.nextLong(debit.end() - start + 1);

            assertThat(debit.unusedAfter(moment).amount()
                            + debit.usedUntil(moment).amount())
                    .as("seed %d", seed)
                    .isEqualTo(debit.amount());
            assertThat(debit.usedUntil(moment).reachesBeyond(moment)).isFalse();
        }
    }
}
