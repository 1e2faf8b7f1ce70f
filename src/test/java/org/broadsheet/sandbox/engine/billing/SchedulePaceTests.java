package org.broadsheet.sandbox.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SchedulePaceTests {
    private static final long A_MONTH = 31 * Shop.A_DAY;

    private final Shop shop = Shop.withACard();

    private Fields phase(String price) {
        return Fields.empty()
                .set("items", List.of(Shop.item(price)))
                .set("duration", Fields.empty().set("interval", "month"));
    }

    private Doc plan(Fields wish) {
        return shop.again(world(wish.set("customer", shop.customer)));
    }

    private String world(Fields wish) {
        return shop.world.step(step -> Schedules.create(step, wish)).id();
    }

    private Doc subscription(Doc schedule) {
        return shop.again(shop.again(schedule).text("subscription"));
    }

    @Nested
    class When_a_plan_starts_later {
        @Test
        void there_is_no_subscription_until_its_day_comes() {
            var schedule = plan(Fields.empty()
                    .set("start_date", String.valueOf(shop.world.now() + A_MONTH))
                    .set("phases", List.of(phase(shop.price(500, "month")))));
            assertThat(schedule.find("status")).isEqualTo("not_started");
            assertThat(shop.all("subscription")).isEmpty();

            shop.world.later(A_MONTH + 7_200);
            assertThat(subscription(schedule).find("status")).isEqualTo("active");
            assertThat(shop.latestInvoice(subscription(schedule)).find("status"))
                    .isEqualTo("paid");
        }

        @Test
        void the_prices_that_it_has_brought_along_are_sold() {
            var schedule = plan(Fields.empty()
                    .set("start_date", String.valueOf(shop.world.now() + A_MONTH))
                    .set("phases", List.of(phaseWithItsOwnPrice(500), phaseWithItsOwnPrice(900))));
            shop.world.later(A_MONTH + 7_200);
            assertThat(shop.latestInvoice(subscription(schedule)).number("total"))
                    .isEqualTo(500);

            shop.world.later(A_MONTH);
            assertThat(shop.latestInvoice(subscription(schedule)).number("total"))
                    .isEqualTo(900);
        }

        private Fields phaseWithItsOwnPrice(long amount) {
            var product = shop.again(shop.price(1, "month")).text("product");
            var price = Fields.empty()
                    .set("currency", "eur")
                    .set("unit_amount", amount)
                    .set("product", product)
                    .set("recurring", Fields.empty().set("interval", "month"));
            return phase("").set("items", List.of(Fields.empty().set("price_data", price)));
        }

        @Test
        void what_has_become_impossible_meanwhile_aborts_it_and_stops_no_clock() {
            var price = shop.price(500, "month");
            var schedule = plan(Fields.empty()
                    .set("start_date", String.valueOf(shop.world.now() + A_MONTH))
                    .set("phases", List.of(phase(price))));
            shop.world.step(step -> step.need(price).set("active", false));
            shop.world.later(A_MONTH + 7_200);

            assertThat(shop.again(schedule).find("status")).isEqualTo("canceled");
            assertThat(shop.world.told).contains("subscription_schedule.aborted");
        }

        @Test
        void it_can_be_moved_and_has_then_no_phases_but_those() {
            var price = shop.price(500, "month");
            var schedule = plan(Fields.empty()
                    .set("start_date", String.valueOf(shop.world.now() + A_MONTH))
                    .set("phases", List.of(phase(price), phase(shop.price(900, "month")))));
            var later = shop.world.now() + 5 * A_MONTH;
            var moved = phase(price).set("start_date", String.valueOf(later));
            shop.world.step(step -> Schedules.update(
                    step, step.need(schedule.id()), Fields.empty().set("phases", List.of(moved))));

            assertThat(shop.again(schedule).objects("phases"))
                    .singleElement()
                    .satisfies(phase -> assertThat(phase.number("start_date")).isEqualTo(later));
        }
    }

    @Test
    void a_plan_that_cannot_go_on_sets_its_subscription_free() {
        var phases = List.of(phase(shop.price(500, "month")), phase(shop.price(900, "month")));
        var schedule = plan(Fields.empty().set("phases", phases));
        var subscription = subscription(schedule);
        shop.world.step(step -> {
            SchedulePace.abort(step, step.need(schedule.id()));
            return true;
        });

        assertThat(shop.again(schedule).find("status")).isEqualTo("canceled");
        assertThat(shop.again(subscription).isSet("schedule")).isFalse();
        assertThat(shop.world.told).endsWith("subscription_schedule.aborted", "customer.subscription.updated");
    }

    @Nested
    class When_a_phase_begins {
        @Test
        void the_renewal_bills_what_the_phase_says_and_nothing_is_prorated() {
            var schedule = plan(Fields.empty()
                    .set("phases", List.of(phase(shop.price(500, "month")), phase(shop.price(900, "month")))));
            var subscription = subscription(schedule);
            shop.world.later(A_MONTH + 7_200);

            assertThat(shop.latestInvoice(subscription).number("total")).isEqualTo(900);
            assertThat(shop.all("invoiceitem")).isEmpty();
            assertThat(shop.again(subscription).objects("items.data")).hasSize(1);
        }

        @Test
        void no_period_is_ever_told_as_empty() {
            plan(Fields.empty()
                    .set("phases", List.of(phase(shop.price(500, "month")), phase(shop.price(900, "month")))));
            shop.world.later(A_MONTH + 7_200);

            for (var told : shop.world.happenings) {
                if (!told.type().startsWith("customer.subscription.")) continue;
                var item = new Fields(told.json())
                        .objects("data.object.items.data")
                        .getFirst();
                assertThat(item.number("current_period_start")).isLessThan(item.number("current_period_end"));
            }
        }

        @Test
        void it_may_move_the_anchor_in_mid_period() {
            var first = phase(shop.price(3_000, "month"))
                    .set("duration", Fields.empty().set("interval", "day").set("interval_count", 10));
            var second = phase(shop.price(6_000, "month")).set("billing_cycle_anchor", "phase_start");
            var schedule = plan(Fields.empty().set("phases", List.of(first, second)));
            var begun = shop.world.now();
            shop.world.later(11 * Shop.A_DAY);
            var subscription = subscription(schedule);

            assertThat(subscription.number("billing_cycle_anchor")).isEqualTo(begun + 10 * Shop.A_DAY);
            assertThat(shop.latestInvoice(subscription).number("total")).isBetween(3_900L, 4_100L);
        }

        @Test
        void a_phase_may_be_a_trial() {
            var schedule = plan(Fields.empty()
                    .set("phases", List.of(phase(shop.price(500, "month")).set("trial", true))));
            assertThat(subscription(schedule).find("status")).isEqualTo("trialing");
        }
    }

    @Nested
    class When_the_last_phase_ends {
        @Test
        void the_subscription_may_end_with_the_plan() {
            var schedule = plan(Fields.empty()
                    .set("end_behavior", "cancel")
                    .set("phases", List.of(phase(shop.price(500, "month")))));
            var subscription = subscription(schedule);
            shop.world.later(A_MONTH + 7_200);

            assertThat(shop.again(schedule).find("status")).isEqualTo("completed");
            assertThat(shop.again(subscription).find("status")).isEqualTo("canceled");
            assertThat(shop.world.told)
                    .containsSubsequence(
                            "subscription_schedule.expiring",
                            "subscription_schedule.completed",
                            "customer.subscription.deleted");
            assertThat(shop.all("invoice")).hasSize(1);
        }
    }

    @Nested
    class When_the_money_does_not_come {
        @Test
        void the_plan_is_cut_short_with_its_subscription() {
            var schedule = plan(Fields.empty()
                    .set(
                            "phases",
                            List.of(
                                    phase(shop.price(500, "month")),
                                    phase(shop.price(900, "month"))
                                            .set("duration", Fields.empty().set("interval", "year")))));
            var subscription = subscription(schedule);
            shop.world.refuseEverything(Decline.generic());
            shop.world.later(2 * A_MONTH);

            assertThat(shop.again(subscription).find("status")).isEqualTo("canceled");
            assertThat(shop.again(schedule).find("status")).isEqualTo("canceled");
            assertThat(shop.world.told).contains("subscription_schedule.aborted");
        }
    }

    @Nested
    class When_a_plan_is_changed {
        @Test
        void its_current_phase_changes_the_subscription_now() {
            var subscription = shop.monthly(1_000);
            var dearer = shop.price(2_000, "month");
            var id = world(Fields.empty().set("from_subscription", subscription.id()));
            shop.halfAPeriodLater(subscription);
            var phases = List.of(phase(dearer), phase(shop.price(3_000, "month")));
            shop.world.step(step -> Schedules.update(
                    step,
                    step.need(id),
                    Fields.empty().set("phases", phases).set("proration_behavior", "always_invoice")));

            assertThat(Shop.firstItem(shop.again(subscription)).text("price.id"))
                    .isEqualTo(dearer);
            assertThat(shop.latestInvoice(subscription).number("total")).isEqualTo(500);
            shop.world.later(17 * Shop.A_DAY);
            assertThat(shop.latestInvoice(subscription).number("total")).isEqualTo(3_000);
        }

        @Test
        void its_subscription_cannot_be_told_to_stop_behind_its_back() {
            var subscription = shop.monthly(1_000);
            world(Fields.empty().set("from_subscription", subscription.id()));

            assertThatThrownBy(() -> shop.update(subscription, Fields.empty().set("cancel_at_period_end", true)))
                    .isInstanceOf(Problem.class);
        }

        @Test
        void released_it_leaves_the_subscription_to_itself() {
            var subscription = shop.monthly(1_000);
            var id = world(Fields.empty().set("from_subscription", subscription.id()));
            shop.world.step(step -> Schedules.release(step, step.need(id)));

            assertThat(shop.again(id).find("released_subscription")).isEqualTo(subscription.id());
            assertThat(shop.again(subscription).isSet("schedule")).isFalse();
            assertThatThrownBy(() -> shop.world.step(step -> Schedules.release(step, step.need(id))))
                    .isInstanceOf(Problem.class);
        }
    }
}
