package org.broadsheet.sandbox.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.cards.TestCard;
import org.broadsheet.sandbox.engine.periods.Debit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SubscriptionStartTests {
    private static final long A_DAY = 86_400;

    @Nested
    class When_the_card_pays {
        private final Shop shop = Shop.withACard();

        @Test
        void it_begins_incomplete_and_is_active_once_the_first_invoice_is_paid() {
            var subscription = shop.monthly(500);

            assertThat(subscription.find("status")).isEqualTo("active");
            assertThat(shop.latestInvoice(subscription).find("billing_reason")).isEqualTo("subscription_create");
            assertThat(shop.world.told)
                    .containsSubsequence(
                            "customer.subscription.created",
                            "invoice.created",
                            "invoice.finalized",
                            "payment_intent.created",
                            "charge.succeeded",
                            "payment_intent.succeeded",
                            "invoice_payment.paid",
                            "invoice.paid",
                            "invoice.payment_succeeded",
                            "customer.subscription.updated");
        }

        @Test
        void items_may_have_intervals_of_their_own_and_are_billed_when_theirs_is_over() {
            var subscription = shop.start(shop.wish(shop.price(500, "month"), shop.price(6_000, "year")));
            assertThat(shop.latestInvoice(subscription).number("total")).isEqualTo(6_500);

            shop.world.later(32 * A_DAY);
            assertThat(shop.latestInvoice(subscription).number("total")).isEqualTo(500);

            shop.world.later(334 * A_DAY);
            assertThat(shop.latestInvoice(subscription).number("total")).isEqualTo(6_500);
        }

        @Test
        void an_anchor_in_the_future_cuts_the_first_period_short_and_its_price_with_it() {
            var anchor = shop.world.now() + 10 * A_DAY;
            var subscription = shop.start(shop.wish(shop.price(3_000, "month")).set("billing_cycle_anchor", anchor));
            var first = shop.latestInvoice(subscription);

            assertThat(Shop.firstItem(subscription).number("current_period_end"))
                    .isEqualTo(anchor);
            assertThat(first.number("total")).isBetween(960L, 1_080L);
            assertThat(first.number("total")).isEqualTo(share(3_000, monthBefore(anchor), anchor, shop.world.now()));
            shop.world.later(11 * A_DAY);
            assertThat(shop.latestInvoice(subscription).number("total")).isEqualTo(3_000);
        }

        @Test
        void without_proration_the_time_until_the_anchor_is_free_and_makes_no_invoice() {
            var wish = shop.wish(shop.price(3_000, "month"))
                    .set("billing_cycle_anchor", shop.world.now() + 10 * A_DAY)
                    .set("proration_behavior", "none");
            var subscription = shop.start(wish);

            assertThat(subscription.find("status")).isEqualTo("active");
            assertThat(subscription.find("latest_invoice")).isNull();
            shop.world.later(11 * A_DAY);
            assertThat(shop.latestInvoice(subscription).number("total")).isEqualTo(3_000);
        }

        @Test
        void a_day_of_the_month_is_kept_even_when_the_first_month_lacks_it() {
            shop.world.later(seconds("2027-02-10T12:00:00") - shop.world.now());
            var wish = shop.wish(shop.price(3_000, "month"))
                    .set("billing_cycle_anchor_config", Fields.empty().set("day_of_month", 31));
            var subscription = shop.start(wish);

            assertThat(end(subscription)).isEqualTo("2027-02-28T12:00:00");
            shop.world.later(20 * A_DAY);
            assertThat(end(shop.again(subscription))).isEqualTo("2027-03-31T12:00:00");
        }

        @Test
        void what_is_billed_once_stands_on_the_first_invoice() {
            var extra = Fields.empty()
                    .set(
                            "price_data",
                            Fields.empty()
                                    .set("currency", "eur")
                                    .set("unit_amount", 250)
                                    .set(
                                            "product",
                                            shop.again(shop.price(1, "month")).text("product")));
            var subscription = shop.start(shop.wish(shop.price(500, "month")).set("add_invoice_items", List.of(extra)));

            assertThat(shop.latestInvoice(subscription).number("total")).isEqualTo(750);
        }
    }

    @Nested
    class When_the_card_does_not_pay {
        private final Shop shop = new Shop(TestCard.FAILS_LATER);

        @Test
        void it_stays_incomplete_and_nothing_is_tried_again() {
            var subscription = shop.monthly(500);
            var invoice = shop.latestInvoice(subscription);

            assertThat(subscription.find("status")).isEqualTo("incomplete");
            assertThat(invoice.find("status")).isEqualTo("open");
            assertThat(invoice.find("next_payment_attempt")).isNull();
            assertThat(shop.again(shop.customer).is("delinquent")).isFalse();
        }

        @Test
        void after_23_hours_it_has_never_been() {
            var subscription = shop.monthly(500);
            shop.world.told.clear();
            shop.world.later(23 * 3_600);

            assertThat(shop.again(subscription).find("status")).isEqualTo("incomplete_expired");
            assertThat(shop.latestInvoice(subscription).find("status")).isEqualTo("void");
            assertThat(shop.world.told)
                    .contains("customer.subscription.updated", "invoice.voided")
                    .doesNotContain("customer.subscription.deleted");
        }

        @Test
        void whoever_wants_all_or_nothing_gets_the_banks_no_and_nothing_else() {
            var wish = shop.wish(shop.price(500, "month")).set("payment_behavior", "error_if_incomplete");

            assertThatThrownBy(() -> shop.start(wish))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.status()).isEqualTo(402));
            assertThat(shop.all("subscription")).isEmpty();
        }
    }

    @Nested
    class When_there_is_no_card {
        private final Shop shop = Shop.withACard().withoutCard();

        @Test
        void it_is_refused() {
            assertThatThrownBy(() -> shop.monthly(500)).isInstanceOf(Problem.class);
        }

        @Test
        void the_buyer_may_bring_one_later() {
            var wish = shop.wish(shop.price(500, "month")).set("payment_behavior", "default_incomplete");
            var subscription = shop.start(wish);
            var intent = shop.again(shop.latestInvoice(subscription).hidden().text("payment_intent"));

            assertThat(subscription.find("status")).isEqualTo("incomplete");
            assertThat(intent.find("status")).isEqualTo("requires_payment_method");
            assertThat(intent.isSet("client_secret")).isTrue();
        }

        @Test
        void an_invoice_that_is_sent_needs_none_and_makes_it_past_due_when_its_day_has_passed() {
            var wish = shop.wish(shop.price(500, "month"))
                    .set("collection_method", "send_invoice")
                    .set("days_until_due", 7);
            var subscription = shop.start(wish);
            assertThat(subscription.find("status")).isEqualTo("active");

            shop.world.later(2 * 3_600);
            assertThat(shop.latestInvoice(subscription).find("status")).isEqualTo("open");
            assertThat(shop.world.told).contains("invoice.sent").doesNotContain("invoice.payment_failed");

            shop.world.later(8 * A_DAY);
            assertThat(shop.world.told).contains("invoice.overdue");
            assertThat(shop.again(subscription).find("status")).isEqualTo("past_due");
        }
    }

    private static long share(long amount, long start, long end, long from) {
        return Debit.share(amount, start, end, from);
    }

    private static long monthBefore(long moment) {
        return at(moment).minusMonths(1).toEpochSecond(ZoneOffset.UTC);
    }

    private static String end(Doc subscription) {
        var end = at(Shop.firstItem(subscription).number("current_period_end"));
        return end.toString().length() == 16 ? end + ":00" : end.toString();
    }

    private static LocalDateTime at(long moment) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(moment), ZoneOffset.UTC);
    }

    private static long seconds(String date) {
        return LocalDateTime.parse(date).toEpochSecond(ZoneOffset.UTC);
    }
}
