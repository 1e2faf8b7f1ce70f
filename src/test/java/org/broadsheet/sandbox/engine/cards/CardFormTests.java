package org.broadsheet.sandbox.engine.cards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.broadsheet.sandbox.engine.cards.CardForm.Field;
import org.broadsheet.sandbox.engine.cards.CardForm.Mistake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardFormTests {
    private static final long NOVEMBER_2026 = 1_795_500_000;

    @ParameterizedTest
    @EnumSource(TestCard.class)
    void every_test_card_passes_its_own_form(TestCard card) {
        var form = new CardForm(card.spaced(), "12/34", card == TestCard.AMEX ? "1234" : "123");

        assertThat(form.mistakes(NOVEMBER_2026)).isEmpty();
        assertThat(form.details().card()).isEqualTo(card);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12/34", "12 / 34", "1234", "12/2034", "12-34", "11/26"})
    void people_write_dates_in_many_ways(String expiry) {
        assertThat(new CardForm("4242424242424242", expiry, "123").mistakes(NOVEMBER_2026))
                .isEmpty();
    }

    @Test
    void a_card_of_last_month_has_expired() {
        assertThat(new CardForm("4242424242424242", "10/26", "123").mistakes(NOVEMBER_2026))
                .isEqualTo(Map.of(Field.EXPIRY, Mistake.INVALID_EXPIRY_YEAR));
    }
}
