package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.broadsheet.sandbox.Shop.AN_HOUR;
import static org.broadsheet.sandbox.Shop.A_DAY;
import static org.broadsheet.sandbox.Shop.end;
import static org.broadsheet.sandbox.Shop.start;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.model.testhelpers.TestClock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a month brings, with a clock of one's own: renewal, failure, recovery, the end (checks 19 to 25). */
class RenewalAcceptanceTests {
    private static final long START = 1_900_000_000;

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Shop shop = new Shop(rehearsal);
    private TestClock clock;
    private Customer customer;
    private Subscription before;

    private void subscribe() throws Exception {
        clock = shop.clock(START);
        customer = shop.customer("pm_card_visa", Map.of("test_clock", clock.getId()));
        before = shop.subscribe(customer, shop.price(500, "month"));
        assertThat(before.getStatus()).isEqualTo("active");
    }

    @Nested
    class When_the_card_is_good {
        @BeforeEach
        void somebody_has_subscribed() throws Exception {
            subscribe();
        }

        @Test
        void check_19_a_month_and_two_hours_later_one_new_invoice_is_paid() throws Exception {
            clock = shop.advance(clock, end(before) + 2 * AN_HOUR);

            assertThat(clock.getStatus()).isEqualTo("ready");
            assertThat(shop.invoices(before)).hasSize(2);
            assertThat(shop.newest(before).getStatus()).isEqualTo("paid");
            assertThat(shop.newest(before).getBillingReason()).isEqualTo("subscription_cycle");
            assertThat(start(shop.again(before))).isEqualTo(end(before));
            rehearsal.settled();
            assertThat(rehearsal.witness.types())
                    .containsSubsequence(
                            "test_helpers.test_clock.advancing",
                            "invoice.upcoming",
                            "invoice.created",
                            "customer.subscription.updated",
                            "invoice.finalized",
                            "payment_intent.created",
                            "charge.succeeded",
                            "payment_intent.succeeded",
                            "invoice_payment.paid",
                            "invoice.updated",
                            "invoice.paid",
                            "invoice.payment_succeeded",
                            "test_helpers.test_clock.ready");
        }

        @Test
        void check_20_the_period_moves_an_hour_before_the_money() throws Exception {
            clock = shop.advance(clock, end(before) + 600);
            assertThat(shop.newest(before).getStatus()).isEqualTo("draft");
            assertThat(start(shop.again(before))).isEqualTo(end(before));

            shop.advance(clock, end(before) + 600 + AN_HOUR);
            assertThat(shop.newest(before).getStatus()).isEqualTo("paid");
        }

        @Test
        void check_21_a_clock_goes_forward_only_and_not_too_far() throws Exception {
            for (var moment : new long[] {START - 1, START, START + 100 * A_DAY})
                assertThatThrownBy(() -> clock.advance(Map.of("frozen_time", moment), shop.with))
                        .isInstanceOfSatisfying(
                                InvalidRequestException.class,
                                refused -> assertThat(refused.getStatusCode()).isEqualTo(400));

            clock.advance(Map.of("frozen_time", START + 50 * A_DAY), shop.with);
            assertThat(shop.ready(clock).getFrozenTime()).isEqualTo(START + 50 * A_DAY);
        }

        @Test
        void check_21_while_it_is_on_its_way_it_is_not_sent_elsewhere() throws Exception {
            try (var inTheWay = new InTheWay(rehearsal.settings)) {
                stopTheClocks(inTheWay);

                clock.advance(Map.of("frozen_time", START + 20 * A_DAY), shop.with);
                assertThatThrownBy(() -> clock.advance(Map.of("frozen_time", START + 50 * A_DAY), shop.with))
                        .isInstanceOfSatisfying(
                                InvalidRequestException.class,
                                refused -> assertThat(refused.getStatusCode()).isEqualTo(400));
                assertThat(shop.again(clock).getStatus()).isEqualTo("advancing");

                inTheWay.letGo();
                assertThat(shop.ready(clock).getFrozenTime()).isEqualTo(START + 20 * A_DAY);
            }
        }

        /** Clocks go one after the other, and somebody else's cannot go on. */
        private void stopTheClocks(InTheWay inTheWay) throws Exception {
            var other = new Shop(rehearsal, "sk_test_another");
            var ahead = other.clock(START);
            var held = other.subscribe(
                    other.customer("pm_card_visa", Map.of("test_clock", ahead.getId())), other.price(500, "month"));
            inTheWay.hold(held.getId());
            ahead.advance(Map.of("frozen_time", end(held) + AN_HOUR), other.with);
            inTheWay.untilSomebodyWaits();
        }
    }

    @Nested
    class When_the_card_fails {
        private Invoice open;

        @BeforeEach
        void a_renewal_has_failed() throws Exception {
            subscribe();
            shop.giveCard(customer, "pm_card_chargeCustomerFail");
            clock = shop.advance(clock, end(before) + 2 * AN_HOUR);
            open = shop.newest(before);
        }

        @Test
        void check_22_the_subscription_is_past_due_and_will_be_tried_again() throws Exception {
            assertThat(shop.again(before).getStatus()).isEqualTo("past_due");
            assertThat(open.getStatus()).isEqualTo("open");
            assertThat(open.getAttemptCount()).isEqualTo(1);
            assertThat(open.getNextPaymentAttempt()).isGreaterThan(clock.getFrozenTime());
            assertThat(Customer.retrieve(customer.getId(), shop.with).getDelinquent())
                    .isTrue();
            rehearsal.settled();
            assertThat(rehearsal.witness.types()).contains("invoice.payment_failed");
        }

        @ParameterizedTest
        @CsvSource({
            "cancel, canceled, customer.subscription.deleted",
            "unpaid, unpaid, customer.subscription.updated",
            "past_due, past_due, invoice.payment_failed"
        })
        void check_23_the_last_retry_ends_as_the_account_wishes(String wish, String status, String event)
                throws Exception {
            rehearsal.set("after_retries", wish);
            clock = shop.advance(clock, clock.getFrozenTime() + 20 * A_DAY);

            var ended = shop.again(before);
            assertThat(ended.getStatus()).isEqualTo(status);
            assertThat(shop.newest(before).getNextPaymentAttempt()).isNull();
            assertThat(rehearsal.types()).contains(event);
            if (wish.equals("cancel"))
                assertThat(ended.getCancellationDetails().getReason()).isEqualTo("payment_failed");
        }

        @Test
        void check_24_a_good_card_and_an_order_to_pay_bring_it_back() throws Exception {
            var card = shop.attach(customer.getId(), "pm_card_visa");
            var paid = open.pay(Map.of("payment_method", card.getId()), shop.with);

            assertThat(paid.getStatus()).isEqualTo("paid");
            assertThat(paid.getAttemptCount()).isEqualTo(1);
            assertThat(shop.again(before).getStatus()).isEqualTo("active");
            assertThat(Customer.retrieve(customer.getId(), shop.with).getDelinquent())
                    .isFalse();
        }
    }

    @Test
    void check_25_a_card_that_must_be_confirmed_makes_a_renewal_past_due_until_it_is() throws Exception {
        subscribe();
        shop.giveCard(customer, "pm_card_authenticationRequired");
        shop.advance(clock, end(before) + 2 * AN_HOUR);

        assertThat(shop.again(before).getStatus()).isEqualTo("past_due");
        rehearsal.settled();
        assertThat(rehearsal.witness.types()).contains("invoice.payment_action_required");
        new HostedPages(rehearsal).payAndConfirm(shop.newest(before).getHostedInvoiceUrl(), "4000002760003184");
        assertThat(shop.newest(before).getStatus()).isEqualTo("paid");
        assertThat(shop.again(before).getStatus()).isEqualTo("active");
    }
}
