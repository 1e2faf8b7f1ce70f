package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.param.CustomerCreateParams;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The button that moves everybody's time, while others press it, too, or go on with their work. */
class MovedTimeTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Shop shop = new Shop(rehearsal);

    @Nested
    class When_two_press_it_at_once {
        @Test
        void both_months_pass_one_after_the_other() throws Exception {
            var subscription = shop.subscribe(shop.customer("pm_card_visa"), shop.price(500, "month"));
            var before = rehearsal.now();

            var one = CompletableFuture.runAsync(() -> rehearsal.later("month"));
            var other = CompletableFuture.runAsync(() -> rehearsal.later("month"));
            CompletableFuture.allOf(one, other).join();

            assertThat(rehearsal.now()).isGreaterThan(before + 2 * 28 * Shop.A_DAY);
            assertThat(shop.invoices(subscription))
                    .hasSize(3)
                    .extracting(Invoice::getStatus)
                    .containsOnly("paid");
        }
    }

    @Nested
    class When_others_work_meanwhile {
        @Test
        void nothing_is_lost_and_everything_is_told_once_in_order() throws Exception {
            shop.subscribe(shop.customer("pm_card_visa"), shop.price(500, "week"));

            var month = CompletableFuture.runAsync(() -> rehearsal.later("month"));
            var made = new ArrayList<String>();
            while (!month.isDone() && made.size() < 100) made.add(somebody());
            month.join();
            rehearsal.settled();

            for (var customer : made)
                assertThat(rehearsal.stripe.v1().customers().retrieve(customer).getId())
                        .isEqualTo(customer);
            var happened = ids(rehearsal.events());
            var heard = ids(rehearsal.witness.deliveries().stream()
                    .map(Witness.Delivery::event)
                    .toList());
            assertThat(heard).containsExactlyElementsOf(happened).doesNotHaveDuplicates();
        }

        private String somebody() throws Exception {
            return rehearsal
                    .stripe
                    .v1()
                    .customers()
                    .create(CustomerCreateParams.builder().build())
                    .getId();
        }

        private static List<String> ids(List<Event> events) {
            return events.stream().map(Event::getId).toList();
        }
    }

    @Nested
    class When_a_moment_is_named {
        @Test
        void it_is_reached_whether_written_as_a_date_or_in_seconds() {
            var tomorrow = Instant.ofEpochSecond(rehearsal.now()).plus(1, ChronoUnit.DAYS);
            rehearsal.control("/_sandbox/clock", Map.of("until", tomorrow.toString()));
            assertThat(rehearsal.now()).isBetween(tomorrow.getEpochSecond(), tomorrow.getEpochSecond() + 60);

            var later = tomorrow.getEpochSecond() + 7 * Shop.A_DAY;
            rehearsal.control("/_sandbox/clock", Map.of("until", String.valueOf(later)));
            assertThat(rehearsal.now()).isBetween(later, later + 60);
        }

        @Test
        void what_lies_behind_or_out_of_reach_or_is_no_moment_is_refused_and_nothing_moves() {
            var offset =
                    rehearsal.told("/_sandbox/clock").path("offset_seconds").asLong();
            for (var wrong : List.of("2020-01-01T00:00:00Z", "1", "2999-01-01T00:00:00Z", "tomorrow", ""))
                assertThat(rehearsal
                                .tool("/_sandbox/clock", Map.of("until", wrong))
                                .statusCode())
                        .as(wrong)
                        .isEqualTo(400);
            assertThat(rehearsal
                            .tool("/_sandbox/clock", Map.of("until", "1", "step", "day"))
                            .statusCode())
                    .isEqualTo(400);

            assertThat(rehearsal.told("/_sandbox/clock").path("offset_seconds").asLong())
                    .isEqualTo(offset);
        }
    }
}
