package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.param.SubscriptionScheduleCreateParams;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScheduleTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private Subscriber subscriber;

    @BeforeEach
    void prepare() throws Exception {
        subscriber = new Subscriber(rehearsal);
    }

    @Nested
    class When_it_follows_a_schedule {
        @Test
        void it_changes_when_a_phase_begins_and_goes_on_when_the_plan_is_done() throws Exception {
            var dearer = subscriber.price(2_000);
            var schedule = rehearsal
                    .stripe
                    .v1()
                    .subscriptionSchedules()
                    .create(SubscriptionScheduleCreateParams.builder()
                            .setCustomer(subscriber.customer)
                            .setStartDate(SubscriptionScheduleCreateParams.StartDate.NOW)
                            .setEndBehavior(SubscriptionScheduleCreateParams.EndBehavior.RELEASE)
                            .addPhase(phase(subscriber.price))
                            .addPhase(phase(dearer))
                            .build());
            assertThat(schedule.getStatus()).isEqualTo("active");
            var subscription = rehearsal.stripe.v1().subscriptions().retrieve(schedule.getSubscription());
            assertThat(subscription.getSchedule()).isEqualTo(schedule.getId());

            rehearsal.later("month");
            assertThat(subscriber.latest(subscription).getTotal()).isEqualTo(2_000);
            rehearsal.later("month");
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .subscriptionSchedules()
                            .retrieve(schedule.getId())
                            .getStatus())
                    .isEqualTo("released");
            assertThat(rehearsal.again(subscription).getStatus()).isEqualTo("active");
            assertThat(rehearsal.types())
                    .containsSubsequence(
                            "subscription_schedule.created",
                            "subscription_schedule.updated",
                            "subscription_schedule.expiring",
                            "subscription_schedule.released");
        }

        @Test
        void a_plan_may_be_made_of_what_runs_already_and_be_cancelled_with_it() throws Exception {
            var subscription = subscriber.start(subscriber.wish());
            var schedules = rehearsal.stripe.v1().subscriptionSchedules();
            var schedule = schedules.create(SubscriptionScheduleCreateParams.builder()
                    .setFromSubscription(subscription.getId())
                    .build());
            assertThat(schedule.getPhases()).hasSize(1);

            assertThat(schedules.cancel(schedule.getId()).getStatus()).isEqualTo("canceled");
            assertThat(rehearsal.again(subscription).getStatus()).isEqualTo("canceled");
        }

        private SubscriptionScheduleCreateParams.Phase phase(String of) {
            return SubscriptionScheduleCreateParams.Phase.builder()
                    .addItem(SubscriptionScheduleCreateParams.Phase.Item.builder()
                            .setPrice(of)
                            .setQuantity(1L)
                            .build())
                    .setDuration(SubscriptionScheduleCreateParams.Phase.Duration.builder()
                            .setInterval(SubscriptionScheduleCreateParams.Phase.Duration.Interval.MONTH)
                            .setIntervalCount(1L)
                            .build())
                    .build();
        }
    }
}
