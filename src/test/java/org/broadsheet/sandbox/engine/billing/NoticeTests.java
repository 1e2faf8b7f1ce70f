package org.broadsheet.sandbox.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.broadsheet.sandbox.engine.Fields;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** No notice is older than what it is about. */
class NoticeTests {
    private final Shop shop = Shop.withACard();

    @Nested
    class A_trial {
        @Test
        void of_a_day_is_announced_when_it_begins() {
            var wish = shop.wish(shop.price(500, "month")).set("trial_period_days", 1);
            var trial = shop.start(wish);

            assertThat(Trials.noticeDue(trial)).isEqualTo(trial.number("trial_start"));
        }

        @Test
        void that_is_cut_short_is_announced_when_that_is_decided() {
            var trial = shop.start(shop.wish(shop.price(500, "month")).set("trial_period_days", 20));
            shop.world.later(10 * Shop.A_DAY);
            var soon = Fields.empty().set("trial_end", String.valueOf(shop.world.now() + Shop.A_DAY));

            assertThat(Trials.noticeDue(shop.update(trial, soon))).isEqualTo(shop.world.now());
        }
    }

    @Nested
    class A_period {
        @Test
        void that_a_change_lets_end_soon_is_announced_when_that_is_decided() {
            var yearly = shop.start(shop.wish(shop.price(12_000, "year")));
            shop.world.later(28 * Shop.A_DAY);
            var monthly = shop.update(yearly, shop.switchTo(yearly, shop.price(500, "month")));

            assertThat(Renewal.due(monthly)).isEqualTo(shop.world.now());
        }

        @Test
        void shorter_than_the_notice_has_none_although_another_item_has_a_longer_one() {
            var both = shop.start(shop.wish(shop.price(12_000, "year"), shop.price(100, "day")));
            shop.world.later(Shop.A_DAY / 2);

            assertThat(Renewal.due(shop.again(both))).isGreaterThan(shop.world.now());
        }
    }

    @Test
    void the_end_of_a_plan_that_is_moved_is_announced_when_that_is_decided() {
        var price = shop.price(500, "month");
        var phase = Fields.empty()
                .set("items", List.of(Shop.item(price)))
                .set("duration", Fields.empty().set("interval", "month").set("interval_count", 3));
        var id = shop.world
                .step(step -> Schedules.create(
                        step, Fields.empty().set("customer", shop.customer).set("phases", List.of(phase))))
                .id();
        shop.world.later(20 * Shop.A_DAY);
        var sooner = Fields.empty()
                .set("items", List.of(Shop.item(price)))
                .set("end_date", String.valueOf(shop.world.now() + Shop.A_DAY));
        shop.world.step(
                step -> Schedules.update(step, step.need(id), Fields.empty().set("phases", List.of(sooner))));

        assertThat(SchedulePace.due(shop.again(id))).isEqualTo(shop.world.now());
    }
}
