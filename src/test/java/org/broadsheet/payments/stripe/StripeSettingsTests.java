package org.broadsheet.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.broadsheet.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeSettingsTests {
    @ParameterizedTest
    @ValueSource(strings = {"sk_live_abc", "rk_live_abc"})
    void real_money_is_refused_unless_the_operator_wants_it(String key) {
        assertThatThrownBy(() -> settings(key, false))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("BROADSHEET_ALLOW_LIVE_MONEY")
                .hasMessageNotContaining(key);
        assertThat(settings(key, true).live()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk_test_abc", "rk_test_abc"})
    void test_keys_are_taken(String key) {
        assertThat(settings(key, false).live()).isFalse();
    }

    @Test
    void what_is_no_key_is_refused_without_repeating_it() {
        assertThatThrownBy(() -> settings("pk_test_oops", false))
                .isInstanceOf(StartRefused.class)
                .hasMessageNotContaining("pk_test_oops");
    }

    @Test
    void secrets_are_not_printed() {
        assertThat(settings("sk_test_abc", false))
                .asString()
                .doesNotContain("sk_test_abc")
                .doesNotContain("whsec_abc");
    }

    private static StripeSettings settings(String key, boolean allowLiveMoney) {
        return new StripeSettings(key, List.of("whsec_abc"), allowLiveMoney, java.time.Duration.ofSeconds(10), null);
    }
}
