package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.param.CouponCreateParams;
import com.stripe.param.CouponCreateParams.Duration;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubscriptionDiscountTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private Subscription subscription;

    @BeforeEach
    void subscribe() throws Exception {
        subscription = rehearsal.subscribed(Rehearsal.GOOD);
    }

    @Test
    void once_is_the_next_renewal_only() throws Exception {
        discount(coupon(CouponCreateParams.builder().setAmountOff(200L).setCurrency("eur")));
        assertThat(rehearsal.types()).contains("customer.discount.created");
        rehearsal.later("month");
        rehearsal.later("month");

        assertThat(totals()).containsExactly(500L, 300L, 500L);
        assertThat(rehearsal.again(subscription).getDiscounts()).isEmpty();
        assertThat(rehearsal.types()).contains("customer.discount.deleted");
    }

    @Test
    void repeating_lasts_its_months() throws Exception {
        discount(coupon(percent(50).setDuration(Duration.REPEATING).setDurationInMonths(2L)));
        for (int i = 0; i < 4; i++) rehearsal.later("month");

        assertThat(totals()).startsWith(500L, 250L).endsWith(500L);
        assertThat(totals().stream().filter(total -> total == 250)).hasSizeBetween(1, 2);
        assertThat(rehearsal.again(subscription).getDiscounts()).isEmpty();
    }

    @Test
    void for_ever_lasts_until_it_is_taken_off() throws Exception {
        discount(coupon(percent(10).setDuration(Duration.FOREVER)));
        rehearsal.later("month");
        rehearsal.later("month");
        assertThat(totals()).containsExactly(500L, 450L, 450L);

        var gone = rehearsal.api("DELETE", "/v1/subscriptions/" + subscription.getId() + "/discount", "");
        assertThat(gone.statusCode()).as(gone.body()).isEqualTo(200);
        assertThat(gone.body()).contains("\"deleted\":true");
        rehearsal.later("month");
        assertThat(totals()).endsWith(500L);
        assertThat(rehearsal
                        .api("DELETE", "/v1/subscriptions/" + subscription.getId() + "/discount", "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void what_is_bought_with_a_coupon_costs_less_from_the_first_invoice_on() throws Exception {
        var coupon = coupon(percent(50).setDuration(Duration.FOREVER));
        var session = rehearsal.paid(Rehearsal.monthly(900)
                .addDiscount(
                        SessionCreateParams.Discount.builder().setCoupon(coupon).build()));
        assertThat(session.getAmountSubtotal()).isEqualTo(900);
        assertThat(session.getAmountTotal()).isEqualTo(450);
        assertThat(session.getTotalDetails().getAmountDiscount()).isEqualTo(450);
        rehearsal.later("month");

        assertThat(totals()).filteredOn(total -> total == 450).hasSize(2);
        assertThat(rehearsal.stripe.v1().coupons().retrieve(coupon).getTimesRedeemed())
                .isEqualTo(1);
    }

    @Test
    void a_single_payment_uses_a_coupon_up() throws Exception {
        var coupon = coupon(percent(10).setMaxRedemptions(1L));
        var session = rehearsal.paid(Rehearsal.once(1_000)
                .addDiscount(
                        SessionCreateParams.Discount.builder().setCoupon(coupon).build()));
        assertThat(session.getAmountTotal()).isEqualTo(900);
        assertThat(rehearsal.stripe.v1().coupons().retrieve(coupon).getValid()).isFalse();
    }

    private static CouponCreateParams.Builder percent(long percent) {
        return CouponCreateParams.builder().setPercentOff(BigDecimal.valueOf(percent));
    }

    private String coupon(CouponCreateParams.Builder wish) throws Exception {
        return rehearsal.stripe.v1().coupons().create(wish.build()).getId();
    }

    private void discount(String coupon) throws Exception {
        rehearsal
                .stripe
                .v1()
                .subscriptions()
                .update(
                        subscription.getId(),
                        SubscriptionUpdateParams.builder()
                                .addDiscount(SubscriptionUpdateParams.Discount.builder()
                                        .setCoupon(coupon)
                                        .build())
                                .build());
    }

    /** Oldest first. */
    private List<Long> totals() throws Exception {
        return rehearsal.stripe.v1().invoices().list().getData().reversed().stream()
                .map(Invoice::getTotal)
                .toList();
    }
}
