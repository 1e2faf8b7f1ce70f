package org.broadsheet.sandbox.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Subscriptions that began before today, and plans as they would be. */
class BackdatingTests {
    private final Shop shop = Shop.withACard();

    private Doc since(long moment, String behavior) {
        return shop.start(shop.wish(shop.price(1_000, "week"))
                .set("backdate_start_date", moment)
                .set("proration_behavior", behavior));
    }

    @Nested
    class A_subscription_that_began_before {
        @Test
        void is_billed_for_the_time_until_now_with_its_first_period() {
            var begun = since(shop.world.now() - 21 * Shop.A_DAY / 2, "create_prorations");

            assertThat(shop.latestInvoice(begun).number("total")).isEqualTo(1_000 + 1_500);
            assertThat(begun.number("start_date")).isEqualTo(shop.world.now() - 21 * Shop.A_DAY / 2);
            assertThat(Shop.firstItem(begun).number("current_period_start")).isEqualTo(shop.world.now());
        }

        @Test
        void may_have_that_time_as_a_present() {
            var begun = since(shop.world.now() - 10 * Shop.A_DAY, "none");

            assertThat(shop.latestInvoice(begun).number("total")).isEqualTo(1_000);
        }

        @Test
        void has_not_begun_in_the_future_nor_in_another_age() {
            assertThatThrownBy(() -> since(shop.world.now() + 1, "none")).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> since(1, "none")).isInstanceOf(Problem.class);
        }
    }

    @Nested
    class A_plan_as_it_would_be {
        private Fields phase(long amount) {
            return Fields.empty()
                    .set("items", List.of(Shop.item(shop.price(amount, "month"))))
                    .set("duration", Fields.empty().set("interval", "month"));
        }

        private Doc preview(Fields given) {
            return shop.world.step(step -> Previews.preview(step, given));
        }

        private Doc plan(Fields... phases) {
            var wish = Fields.empty().set("customer", shop.customer).set("phases", List.of(phases));
            return shop.again(
                    shop.world.step(step -> Schedules.create(step, wish)).id());
        }

        @Test
        void shows_the_first_invoice_of_one_that_is_not_there_yet() {
            var details = Fields.empty().set("phases", List.of(phase(700), phase(900)));
            var shown = preview(Fields.empty().set("customer", shop.customer).set("schedule_details", details));

            assertThat(shown.number("total")).isEqualTo(700);
            assertThat(shop.all("subscription_schedule")).isEmpty();
            assertThat(shop.all("subscription")).isEmpty();
        }

        @Test
        void shows_what_the_next_phase_costs() {
            var schedule = plan(phase(700), phase(900));

            assertThat(preview(Fields.empty().set("schedule", schedule.id())).number("total"))
                    .isEqualTo(900);
            shop.world.later(32 * Shop.A_DAY);
            assertThat(shop.latestInvoice(shop.again(shop.again(schedule).text("subscription")))
                            .number("total"))
                    .isEqualTo(900);
        }

        @Test
        void shows_what_a_change_of_it_makes_due() {
            var schedule = plan(phase(700), phase(900));
            var details = Fields.empty()
                    .set("phases", List.of(phase(700), phase(1_200)))
                    .set("proration_behavior", "none");
            var shown = preview(Fields.empty().set("schedule", schedule.id()).set("schedule_details", details));

            assertThat(shown.number("total")).isEqualTo(1_200);
        }

        @Test
        void is_nothing_without_a_customer_or_beside_a_subscription() {
            var details = Fields.empty().set("phases", List.of(phase(700)));

            assertThatThrownBy(() -> preview(Fields.empty().set("schedule_details", details)))
                    .isInstanceOf(Problem.class);
            assertThatThrownBy(() -> preview(
                            Fields.empty().set("schedule", "sub_sched_1").set("subscription", "sub_1")))
                    .isInstanceOf(Problem.class);
        }
    }
}
