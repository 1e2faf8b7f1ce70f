package org.broadsheet.sandbox.engine.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Imagined;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.checkout.Checkouts;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OpenIntentTests {
    private static final Fields ASKS = Fields.empty().set("payment_method", "pm_card_threeDSecure2Required");
    private static final Fields PAYS = Fields.empty().set("payment_method", "pm_card_visa");
    private final Imagined world = new Imagined();

    @Nested
    class When_the_bank_s_question_waits {
        @Test
        void a_payment_may_be_given_another_card() {
            var intent = world.step(step -> {
                var wish = Fields.empty()
                        .set("currency", "eur")
                        .set("amount", 1_000)
                        .set("payment_method_types", List.of("card"));
                var begun = PaymentIntents.create(step, wish);
                PaymentIntents.confirm(step, begun, ASKS);
                assertThat(begun.find("status")).isEqualTo("requires_action");
                return PaymentIntents.update(step, begun, PAYS);
            });

            assertThat(intent.find("status")).isEqualTo("requires_confirmation");
        }

        @Test
        void so_may_a_setup() {
            var intent = world.step(step -> {
                var begun = SetupIntents.create(step, Fields.empty());
                SetupIntents.confirm(step, begun, ASKS);
                assertThat(begun.find("status")).isEqualTo("requires_action");
                return SetupIntents.update(step, begun, PAYS);
            });

            assertThat(intent.find("status")).isEqualTo("requires_confirmation");
        }
    }

    @Test
    void the_setup_of_a_session_is_the_session_s_to_confirm() {
        var session = world.step(step -> Checkouts.create(
                step,
                Fields.empty().set("mode", "setup").set("currency", "eur").set("success_url", "http://a.example")));
        var intent = session.text("setup_intent");

        assertThatThrownBy(() -> world.step(step -> SetupIntents.confirm(step, step.need(intent), PAYS)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("belongs to a Checkout Session");
    }
}
