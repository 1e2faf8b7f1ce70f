package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.model.testhelpers.TestClock;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.testhelpers.TestClockAdvanceParams;
import com.stripe.param.testhelpers.TestClockCreateParams;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestClockTests {
    private static final long JANUARY_31 = 1_738_281_600;
    private static final long FEBRUARY_28 = 1_740_700_800;
    private static final long LEAP_JANUARY_31 = 1_832_889_600;
    private static final long LEAP_FEBRUARY_29 = 1_835_395_200;
    private static final long AN_HOUR = 3_600;

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private TestClock clock;
    private Customer customer;
    private String monthly;
    private Subscription subscription;

    @BeforeEach
    void subscribe() throws Exception {
        clock = clock(JANUARY_31);
        customer = customer();
        var price = rehearsal
                .stripe
                .v1()
                .prices()
                .create(PriceCreateParams.builder()
                        .setCurrency("eur")
                        .setUnitAmount(500L)
                        .setProductData(PriceCreateParams.ProductData.builder()
                                .setName("Support")
                                .build())
                        .setRecurring(PriceCreateParams.Recurring.builder()
                                .setInterval(PriceCreateParams.Recurring.Interval.MONTH)
                                .build())
                        .build());
        monthly = price.getId();
        subscription = subscribeAgain();
    }

    private TestClock clock(long frozen) throws Exception {
        return rehearsal
                .stripe
                .v1()
                .testHelpers()
                .testClocks()
                .create(TestClockCreateParams.builder()
                        .setFrozenTime(frozen)
                        .setName("A year")
                        .build());
    }

    private Subscription subscribeAgain() throws Exception {
        return rehearsal
                .stripe
                .v1()
                .subscriptions()
                .create(SubscriptionCreateParams.builder()
                        .setCustomer(customer.getId())
                        .addItem(SubscriptionCreateParams.Item.builder()
                                .setPrice(monthly)
                                .build())
                        .build());
    }

    private List<Customer> onTheClock() throws Exception {
        return rehearsal
                .stripe
                .v1()
                .customers()
                .list(CustomerListParams.builder().setTestClock(clock.getId()).build())
                .getData();
    }

    private List<Subscription> subscriptions(SubscriptionListParams.Builder wish) throws Exception {
        return rehearsal.stripe.v1().subscriptions().list(wish.build()).getData();
    }

    private Customer customer() throws Exception {
        return rehearsal
                .stripe
                .v1()
                .customers()
                .create(CustomerCreateParams.builder()
                        .setTestClock(clock.getId())
                        .setPaymentMethod("pm_card_visa")
                        .setInvoiceSettings(CustomerCreateParams.InvoiceSettings.builder()
                                .setDefaultPaymentMethod("pm_card_visa")
                                .build())
                        .build());
    }

    @Test
    void whoever_is_made_on_a_clock_lives_in_its_time_and_pays_in_ours() throws Exception {
        assertThat(customer.getTestClock()).isEqualTo(clock.getId());
        assertThat(customer.getCreated()).isEqualTo(JANUARY_31);
        assertThat(subscription.getTestClock()).isEqualTo(clock.getId());
        assertThat(subscription.getCreated()).isEqualTo(JANUARY_31);
        assertThat(end(subscription)).isEqualTo(FEBRUARY_28);
        assertThat(invoices()).extracting(Invoice::getTestClock).containsOnly(clock.getId());

        var charges = rehearsal.stripe.v1().charges().list().getData();
        assertThat(charges).hasSize(1);
        assertThat(charges.getFirst().getCreated()).isCloseTo(rehearsal.now(), within(60));
    }

    @Test
    void check_19_a_month_and_two_hours_bring_one_paid_invoice_and_the_clock_is_ready() throws Exception {
        advance(FEBRUARY_28 + 2 * AN_HOUR);

        assertThat(invoices()).hasSize(2).extracting(Invoice::getStatus).containsOnly("paid");
        assertThat(invoices().getFirst().getBillingReason()).isEqualTo("subscription_cycle");
        assertThat(invoices().getFirst().getCreated()).isEqualTo(FEBRUARY_28);
        assertThat(start(again())).isEqualTo(FEBRUARY_28);
        var types = rehearsal.types();
        assertThat(types.subList(types.indexOf("test_helpers.test_clock.advancing"), types.size()))
                .startsWith("test_helpers.test_clock.advancing", "invoice.upcoming", "invoice.created")
                .containsSubsequence(
                        "customer.subscription.updated",
                        "invoice.finalized",
                        "payment_intent.created",
                        "charge.succeeded",
                        "payment_intent.succeeded",
                        "invoice_payment.paid",
                        "invoice.paid",
                        "invoice.payment_succeeded")
                .endsWith("test_helpers.test_clock.ready");
    }

    @Test
    void check_20_ten_minutes_after_the_month_the_invoice_is_still_a_draft() throws Exception {
        advance(FEBRUARY_28 + 600);
        assertThat(invoices().getFirst().getStatus()).isEqualTo("draft");
        assertThat(start(again())).isEqualTo(FEBRUARY_28);

        advance(FEBRUARY_28 + 600 + AN_HOUR);
        assertThat(invoices().getFirst().getStatus()).isEqualTo("paid");
    }

    @Test
    void check_21_it_goes_neither_backwards_nor_too_far() throws Exception {
        for (var wrong : new long[] {JANUARY_31, JANUARY_31 - 1, JANUARY_31 + 70 * 86_400})
            assertThatThrownBy(() -> send(wrong)).isInstanceOf(InvalidRequestException.class);

        assertThat(clock().getStatus()).isEqualTo("ready");
        assertThat(clock().getFrozenTime()).isEqualTo(JANUARY_31);
    }

    @Test
    void the_31st_comes_back_after_february() throws Exception {
        advance(FEBRUARY_28 + 2 * AN_HOUR);

        assertThat(end(again())).isEqualTo(FEBRUARY_28 + 31 * 86_400);
    }

    @Test
    void the_sandbox_s_own_time_passes_it_by_though_it_is_long_past_the_renewal() throws Exception {
        rehearsal.later("day");

        assertThat(invoices()).hasSize(1);
        assertThat(clock().getFrozenTime()).isEqualTo(JANUARY_31);
    }

    @Test
    void at_most_three_customers_live_on_one() throws Exception {
        customer();
        customer();

        assertThatThrownBy(this::customer).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void each_of_them_has_at_most_three_subscriptions_that_live() throws Exception {
        var second = subscribeAgain();
        subscribeAgain();
        assertThatThrownBy(this::subscribeAgain).isInstanceOf(InvalidRequestException.class);

        rehearsal.stripe.v1().subscriptions().cancel(second.getId());
        assertThat(subscribeAgain().getStatus()).isEqualTo("active");
    }

    @Test
    void who_lives_on_a_clock_is_listed_for_that_clock_only() throws Exception {
        var elsewhere = rehearsal
                .stripe
                .v1()
                .customers()
                .create(CustomerCreateParams.builder().build());

        assertThat(rehearsal.stripe.v1().customers().list().getData())
                .extracting(Customer::getId)
                .containsExactly(elsewhere.getId());
        assertThat(onTheClock()).extracting(Customer::getId).containsExactly(customer.getId());
        assertThat(rehearsal.stripe.v1().subscriptions().list().getData()).isEmpty();
        assertThat(subscriptions(SubscriptionListParams.builder().setTestClock(clock.getId())))
                .hasSize(1);
        assertThat(subscriptions(SubscriptionListParams.builder().setCustomer(customer.getId())))
                .hasSize(1);
    }

    @Test
    void in_a_leap_year_february_has_a_29th() throws Exception {
        clock = clock(LEAP_JANUARY_31);
        customer = customer();
        subscription = subscribeAgain();
        assertThat(end(subscription)).isEqualTo(LEAP_FEBRUARY_29);

        advance(LEAP_FEBRUARY_29 + 2 * AN_HOUR);

        assertThat(end(again())).isEqualTo(LEAP_FEBRUARY_29 + 31 * 86_400);
        assertThat(invoices()).hasSize(2).extracting(Invoice::getStatus).containsOnly("paid");
    }

    @Test
    void its_customers_go_with_it() throws Exception {
        rehearsal.stripe.v1().testHelpers().testClocks().delete(clock.getId());

        assertThatThrownBy(this::clock).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(this::again).isInstanceOf(InvalidRequestException.class);
        assertThat(onTheClock()).isEmpty();
        assertThat(rehearsal.events()).extracting(Event::getType).endsWith("test_helpers.test_clock.deleted");
    }

    @Test
    void a_month_after_it_was_made_it_is_deleted() throws Exception {
        rehearsal.later("month");
        assertThat(rehearsal.stripe.v1().testHelpers().testClocks().list().getData())
                .hasSizeLessThanOrEqualTo(1);
        rehearsal.later("month");

        assertThat(rehearsal.stripe.v1().testHelpers().testClocks().list().getData())
                .isEmpty();
    }

    private void advance(long moment) throws Exception {
        assertThat(send(moment).getStatus()).isEqualTo("advancing");
        Eventually.until("the clock is ready", () -> status().equals("ready"));
        assertThat(clock().getFrozenTime()).isEqualTo(moment);
    }

    private TestClock send(long moment) throws Exception {
        return rehearsal
                .stripe
                .v1()
                .testHelpers()
                .testClocks()
                .advance(
                        clock.getId(),
                        TestClockAdvanceParams.builder().setFrozenTime(moment).build());
    }

    private String status() {
        try {
            return clock().getStatus();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private TestClock clock() throws Exception {
        return rehearsal.stripe.v1().testHelpers().testClocks().retrieve(clock.getId());
    }

    private Subscription again() throws Exception {
        return rehearsal.again(subscription);
    }

    private List<Invoice> invoices() throws Exception {
        return rehearsal
                .stripe
                .v1()
                .invoices()
                .list(InvoiceListParams.builder().setCustomer(customer.getId()).build())
                .getData();
    }

    private static org.assertj.core.data.Offset<Long> within(long seconds) {
        return org.assertj.core.data.Offset.offset(seconds);
    }

    private static long start(Subscription subscription) {
        return subscription.getItems().getData().getFirst().getCurrentPeriodStart();
    }

    private static long end(Subscription subscription) {
        return subscription.getItems().getData().getFirst().getCurrentPeriodEnd();
    }
}
