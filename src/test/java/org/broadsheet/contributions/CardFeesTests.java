package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.broadsheet.money.Money;
import org.broadsheet.publication.GivingTerms.CardFee;
import org.junit.jupiter.api.Test;

class CardFeesTests {
    private static final CardFee EUROPE = new CardFee(150, Money.of(25, "EUR"));

    @Test
    void five_euros_and_the_fee_leave_five_euros() {
        assertThat(CardFees.total(Money.of(500, "EUR"), EUROPE)).isEqualTo(Money.of(533, "EUR"));
        assertThat(CardFees.added(Money.of(500, "EUR"), EUROPE)).isEqualTo(Money.of(33, "EUR"));
        assertThat(CardFees.left(533, EUROPE)).isEqualTo(500);
    }

    @Test
    void nothing_is_added_where_nothing_is_taken() {
        assertThat(CardFees.added(Money.of(500, "EUR"), new CardFee(0, Money.of(0, "EUR"))))
                .isEqualTo(Money.of(0, "EUR"));
    }

    @Test
    void the_newsroom_never_gets_less_and_the_reader_never_pays_a_cent_too_much() {
        var random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            var fee = new CardFee(random.nextInt(1001), Money.of(random.nextInt(101), "EUR"));
            long base = 1 + random.nextInt(round % 2 == 0 ? 2_000 : 5_000_000);

            long total = CardFees.total(Money.of(base, "EUR"), fee).minorUnits();

            assertThat(CardFees.left(total, fee)).as("%d with %s", base, fee).isBetween(base, base + 1);
            assertThat(CardFees.left(total - 1, fee)).isLessThan(base);
        }
    }
}
