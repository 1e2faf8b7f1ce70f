package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.broadsheet.sandbox.Shop.AN_HOUR;
import static org.broadsheet.sandbox.Shop.end;
import static org.broadsheet.sandbox.Shop.start;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceItem;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.common.EmptyParam;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people change their mind about: stopping, pausing, amount, interval, card (checks 26 to 32). */
class SubscriptionAcceptanceTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Shop shop = new Shop(rehearsal);
    private Customer customer;
    private Subscription before;

    @BeforeEach
    void somebody_has_subscribed() throws Exception {
        customer = shop.customer("pm_card_visa");
        before = shop.subscribe(customer, shop.price(1000, "month"));
    }

    @Test
    void check_26_who_stops_runs_on_to_the_end_of_the_period_and_may_return_before() throws Exception {
        var stopping = shop.change(before, Map.of("cancel_at_period_end", true));
        assertThat(stopping.getStatus()).isEqualTo("active");
        assertThat(stopping.getCancelAt()).isEqualTo(end(before));
        assertThat(stopping.getCancellationDetails().getReason()).isEqualTo("cancellation_requested");
        assertThat(rehearsal.events().getLast().getData().getPreviousAttributes())
                .containsKeys("cancel_at", "cancel_at_period_end", "canceled_at", "cancellation_details");
        assertThat(shop.change(before, Map.of("cancel_at_period_end", false)).getCancelAt())
                .isNull();

        shop.change(before, Map.of("cancel_at_period_end", true));
        aMonthPasses();
        assertThat(shop.again(before).getStatus()).isEqualTo("canceled");
        assertThat(rehearsal.types()).contains("customer.subscription.deleted");
        assertThat(shop.invoices(before)).hasSize(1);
    }

    @Test
    void check_27_who_stops_in_the_portal_has_an_end_but_not_the_flag_and_can_take_it_back() throws Exception {
        var pages = new HostedPages(rehearsal);
        var portal = pages.portal(customer.getId());
        pages.submit(portal, "/subscriptions/" + before.getId() + "/cancel", Map.of("reason", "too_expensive"));
        var stopping = shop.again(before);
        assertThat(stopping.getCancelAt()).isEqualTo(end(before));
        assertThat(stopping.getCancelAtPeriodEnd()).isFalse();

        pages.submit(portal, "/subscriptions/" + before.getId() + "/renew", Map.of());
        assertThat(shop.again(before).getCancelAt()).isNull();
    }

    @Test
    void check_28_who_is_gone_is_gone() throws Exception {
        var ended = before.cancel(Map.of(), shop.with);

        assertThat(ended.getStatus()).isEqualTo("canceled");
        assertThat(ended.getEndedAt()).isNotNull();
        assertThatThrownBy(() -> before.cancel(Map.of(), shop.with))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.getStatusCode()).isBetween(400, 404));
        assertThatThrownBy(() -> shop.change(before, to(shop.price(2000, "month"), "none")))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.getStatusCode()).isEqualTo(400));
    }

    @Test
    void check_29_a_pause_voids_what_falls_into_it_and_nothing_after() throws Exception {
        var paused = shop.change(before, Map.of("pause_collection", Map.of("behavior", "void")));
        assertThat(paused.getStatus()).isEqualTo("active");
        aMonthPasses();
        assertThat(shop.again(before).getStatus()).isEqualTo("active");
        assertThat(shop.newest(before).getStatus()).isEqualTo("void");
        assertThat(Charge.list(Map.of("customer", customer.getId()), shop.with).getData())
                .hasSize(1);

        shop.again(before)
                .update(
                        SubscriptionUpdateParams.builder()
                                .setPauseCollection(EmptyParam.EMPTY)
                                .build(),
                        shop.with);
        aMonthPasses();
        assertThat(shop.newest(before).getStatus()).isEqualTo("paid");
    }

    @ParameterizedTest
    @CsvSource({"none, 0, 0", "create_prorations, 500, 0", "always_invoice, 0, 500"})
    void check_30_twice_the_amount_at_half_time_costs_half_the_difference(String behavior, long pending, long now)
            throws Exception {
        var half = halfAMonthPasses();
        var price = shop.price(2000, "month");
        var preview = Invoice.createPreview(
                Map.of(
                        "subscription",
                        before.getId(),
                        "subscription_details",
                        Map.of(
                                "items",
                                to(price, behavior).get("items"),
                                "proration_behavior",
                                behavior,
                                "proration_date",
                                half)),
                shop.with);
        shop.change(before, to(price, behavior));

        var items = InvoiceItem.list(Map.of("customer", customer.getId(), "pending", true), shop.with)
                .getData();
        assertThat(items.stream().mapToLong(InvoiceItem::getAmount).sum()).isCloseTo(pending, within(1L));
        if (now > 0) {
            assertThat(shop.newest(before).getStatus()).isEqualTo("paid");
            assertThat(shop.newest(before).getBillingReason()).isEqualTo("subscription_update");
            assertThat(shop.newest(before).getTotal()).isCloseTo(now, within(1L));
            assertThat(preview.getTotal()).isEqualTo(shop.newest(before).getTotal());
        } else {
            assertThat(shop.invoices(before)).hasSize(1);
            aMonthPasses();
            assertThat(preview.getTotal()).isEqualTo(shop.newest(before).getTotal());
            assertThat(preview.getTotal()).isCloseTo(2000 + pending, within(1L));
        }
    }

    @Test
    void check_31_a_month_becomes_a_year_from_now_on_or_when_the_month_is_over() throws Exception {
        var half = halfAMonthPasses();
        var other = shop.subscribe(customer, shop.price(1000, "month"));
        var year = shop.price(10_000, "year");

        var now = new java.util.HashMap<>(to(year, "always_invoice"));
        now.put("billing_cycle_anchor", "now");
        var yearly = shop.change(before, now);
        assertThat(start(yearly)).isBetween(half, half + 60);
        assertThat(end(yearly)).isGreaterThan(half + 364 * Shop.A_DAY);
        assertThat(yearly.getBillingCycleAnchor()).isEqualTo(start(yearly));
        assertThat(shop.invoices(before)).hasSize(2);
        assertThat(shop.newest(before).getBillingReason()).isEqualTo("subscription_update");

        var item = other.getItems().getData().getFirst().getId();
        var unchanged = shop.change(
                other,
                Map.of(
                        "items",
                        List.of(Map.of("id", item, "price", year.getId())),
                        "proration_behavior",
                        "create_prorations"));
        assertThat(unchanged.getBillingCycleAnchor()).isEqualTo(other.getBillingCycleAnchor());
    }

    @Test
    void check_32_a_card_changed_in_the_portal_pays_the_next_month() throws Exception {
        var pages = new HostedPages(rehearsal);
        pages.submit(
                pages.portal(customer.getId()),
                "/payment-method",
                Map.of("number", "5555555555554444", "expiry", "12/34", "cvc", "123"));

        assertThat(rehearsal.types()).containsSubsequence("payment_method.attached", "customer.updated");
        var told = rehearsal.events().stream()
                .filter(event -> event.getType().equals("customer.updated"))
                .toList()
                .getLast();
        assertThat(told.getData().getPreviousAttributes()).containsKey("invoice_settings");
        aMonthPasses();
        assertThat(lastCharged()).isEqualTo("4444");
    }

    @ParameterizedTest
    @CsvSource({"customer, 4242", "repoint, 4444"})
    void check_32_a_card_of_the_subscriptions_own_stays_unless_the_portal_repoints_it(String rule, String card)
            throws Exception {
        rehearsal.set("portal_pm_behaviour", rule);
        shop.change(
                before,
                Map.of("default_payment_method", customer.getInvoiceSettings().getDefaultPaymentMethod()));
        var pages = new HostedPages(rehearsal);
        pages.submit(
                pages.portal(customer.getId()),
                "/payment-method",
                Map.of("number", "5555555555554444", "expiry", "12/34", "cvc", "123"));

        aMonthPasses();
        assertThat(lastCharged()).isEqualTo(card);
    }

    private String lastCharged() throws Exception {
        return Charge.list(Map.of("customer", customer.getId(), "limit", 1), shop.with)
                .getData()
                .getFirst()
                .getPaymentMethodDetails()
                .getCard()
                .getLast4();
    }

    private Map<String, Object> to(Price price, String behavior) {
        var item = before.getItems().getData().getFirst().getId();
        return Map.of("items", List.of(Map.of("id", item, "price", price.getId())), "proration_behavior", behavior);
    }

    private void aMonthPasses() throws Exception {
        rehearsal.later(end(shop.again(before)) + 2 * AN_HOUR - rehearsal.now());
    }

    private long halfAMonthPasses() {
        rehearsal.later((start(before) + end(before)) / 2 - rehearsal.now());
        return rehearsal.now();
    }
}
