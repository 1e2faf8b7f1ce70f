package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Coupon;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.PromotionCode;
import com.stripe.param.CouponCreateParams;
import com.stripe.param.CouponRetrieveParams;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.InvoiceAddLinesParams;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.PromotionCodeCreateParams;
import com.stripe.param.PromotionCodeListParams;
import com.stripe.param.PromotionCodeUpdateParams;
import java.math.BigDecimal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscountTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private Customer customer;

    @BeforeEach
    void meet() throws Exception {
        customer = rehearsal
                .stripe
                .v1()
                .customers()
                .create(CustomerCreateParams.builder()
                        .setEmail("elif@example.org")
                        .setPaymentMethod("pm_card_visa")
                        .build());
    }

    @Nested
    class When_there_is_a_coupon {
        @Test
        void it_can_be_told_apart_renamed_and_withdrawn() throws Exception {
            var coupon = coupon(CouponCreateParams.builder()
                    .setPercentOff(new BigDecimal("25.5"))
                    .setName("Summer"));
            assertThat(coupon.getPercentOff()).isEqualByComparingTo("25.5");
            assertThat(coupon.getValid()).isTrue();
            assertThat(rehearsal.stripe.v1().coupons().delete(coupon.getId()).getDeleted())
                    .isTrue();
            assertThatThrownBy(() -> rehearsal.stripe.v1().coupons().retrieve(coupon.getId()))
                    .isInstanceOf(InvalidRequestException.class);
            assertThat(rehearsal.types()).endsWith("coupon.created", "coupon.deleted");
        }

        @Test
        void it_says_for_which_products_when_asked() throws Exception {
            var product = rehearsal.api("POST", "/v1/products", "name=Mug&id=prod_mug");
            assertThat(product.statusCode()).isEqualTo(200);
            var coupon = coupon(percent(10)
                    .setAppliesTo(CouponCreateParams.AppliesTo.builder()
                            .addProduct("prod_mug")
                            .build()));
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .coupons()
                            .retrieve(
                                    coupon.getId(),
                                    CouponRetrieveParams.builder()
                                            .addExpand("applies_to")
                                            .build())
                            .getAppliesTo()
                            .getProducts())
                    .containsExactly("prod_mug");
            var draft = lines(discounted(coupon), 1_000);
            assertThat(draft.getTotal()).isEqualTo(1_000);
        }

        @Test
        void it_takes_its_share_off_an_invoice() throws Exception {
            var invoice = lines(discounted(coupon(percent(33))), 1_000, 101);

            assertThat(invoice.getSubtotal()).isEqualTo(1_101);
            assertThat(invoice.getTotal()).isEqualTo(1_101 - 363);
            assertThat(invoice.getTotalDiscountAmounts().getFirst().getAmount()).isEqualTo(363);
            assertThat(invoice.getLines().getData())
                    .flatExtracting(line -> line.getDiscountAmounts())
                    .extracting("amount")
                    .containsExactly(330L, 33L);
        }

        @Test
        void who_has_it_keeps_it_when_it_is_withdrawn() throws Exception {
            var coupon = coupon(percent(50));
            var draft = discounted(coupon);
            rehearsal.stripe.v1().coupons().delete(coupon.getId());

            assertThat(lines(draft, 1_000).getTotal()).isEqualTo(500);
            assertThatThrownBy(() -> discounted(coupon)).isInstanceOf(InvalidRequestException.class);
        }

        @Test
        void it_goes_only_as_often_as_it_may_and_as_long() throws Exception {
            var once = coupon(percent(10).setMaxRedemptions(1L));
            discounted(once);
            assertThatThrownBy(() -> discounted(once)).isInstanceOf(InvalidRequestException.class);
            assertThat(again(once).getTimesRedeemed()).isEqualTo(1);
            assertThat(again(once).getValid()).isFalse();

            var soon = coupon(percent(10).setRedeemBy(rehearsal.now() + 3_600));
            rehearsal.later(3_700);
            assertThat(again(soon).getValid()).isFalse();
            assertThatThrownBy(() -> discounted(soon)).isInstanceOf(InvalidRequestException.class);
        }
    }

    @Nested
    class When_there_is_a_promotion_code {
        @Test
        void it_is_found_by_its_word() throws Exception {
            var code = code(coupon(percent(10)), "FALL20");
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .promotionCodes()
                            .list(PromotionCodeListParams.builder()
                                    .setCode("FALL20")
                                    .build())
                            .getData())
                    .extracting("id")
                    .containsExactly(code.getId());
            assertThatThrownBy(() -> code(coupon(percent(20)), "fall20")).isInstanceOf(InvalidRequestException.class);
        }

        @Test
        void it_gives_the_coupon_until_it_is_switched_off() throws Exception {
            var code = code(coupon(percent(10)), "FALL20");
            var draft = rehearsal
                    .stripe
                    .v1()
                    .invoices()
                    .create(invoice()
                            .addDiscount(InvoiceCreateParams.Discount.builder()
                                    .setPromotionCode(code.getId())
                                    .build())
                            .build());
            assertThat(lines(draft, 1_000).getTotal()).isEqualTo(900);

            rehearsal
                    .stripe
                    .v1()
                    .promotionCodes()
                    .update(
                            code.getId(),
                            PromotionCodeUpdateParams.builder().setActive(false).build());
            assertThatThrownBy(() -> rehearsal
                            .stripe
                            .v1()
                            .invoices()
                            .create(invoice()
                                    .addDiscount(InvoiceCreateParams.Discount.builder()
                                            .setPromotionCode(code.getId())
                                            .build())
                                    .build()))
                    .isInstanceOf(InvalidRequestException.class);
            assertThat(rehearsal.types()).contains("promotion_code.created", "promotion_code.updated");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/v1/coupons duration=once",
                "/v1/coupons percent_off=0",
                "/v1/coupons percent_off=101",
                "/v1/coupons percent_off=ten",
                "/v1/coupons percent_off=10&amount_off=5&currency=eur",
                "/v1/coupons amount_off=5",
                "/v1/coupons amount_off=-5&currency=eur",
                "/v1/coupons amount_off=999999999&currency=eur",
                "/v1/coupons percent_off=10&duration=repeating",
                "/v1/coupons percent_off=10&duration_in_months=5",
                "/v1/coupons percent_off=10&redeem_by=5",
                "/v1/coupons percent_off=10&max_redemptions=0",
                "/v1/coupons percent_off=10&applies_to[products][0]=prod_none",
                "/v1/coupons percent_off=10&applies_to=x",
                "/v1/coupons percent_off=10&id=COUPON",
                "/v1/coupons percent_off=10&id=a/b",
                "/v1/coupons/COUPON percent_off=20",
                "/v1/promotion_codes code=A",
                "/v1/promotion_codes promotion[type]=coupon",
                "/v1/promotion_codes promotion[type]=coupon&promotion[coupon]=none",
                "/v1/promotion_codes promotion[type]=coupon&promotion[coupon]=COUPON&customer=cus_none",
                "/v1/promotion_codes promotion[type]=coupon&promotion[coupon]=COUPON&code=a_b",
                "/v1/promotion_codes promotion[type]=coupon&promotion[coupon]=COUPON&expires_at=5",
                "/v1/promotion_codes promotion[type]=coupon&promotion[coupon]=COUPON&restrictions[minimum_amount]=5",
                "/v1/invoices customer=CUSTOMER&discounts[0][coupon]=none",
                "/v1/invoices customer=CUSTOMER&discounts[0][discount]=di_none",
                "/v1/invoices customer=CUSTOMER&discounts[0][coupon]=COUPON&discounts[0][promotion_code]=x",
                "/v1/invoices customer=CUSTOMER&discounts=COUPON"
            })
    void nonsense_is_refused_and_changes_nothing(String path, String form) throws Exception {
        var coupon = coupon(percent(10));
        rehearsal.settled();
        var before = rehearsal.types();
        var answer = rehearsal.api(
                "POST",
                path.replace("COUPON", coupon.getId()),
                form.replace("COUPON", coupon.getId()).replace("CUSTOMER", customer.getId()));

        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
        assertThat(rehearsal.types()).isEqualTo(before);
        assertThat(again(coupon)).isEqualTo(coupon);
    }

    private static CouponCreateParams.Builder percent(long percent) {
        return CouponCreateParams.builder().setPercentOff(BigDecimal.valueOf(percent));
    }

    private Coupon coupon(CouponCreateParams.Builder wish) throws Exception {
        return rehearsal.stripe.v1().coupons().create(wish.build());
    }

    private Coupon again(Coupon coupon) throws Exception {
        return rehearsal.stripe.v1().coupons().retrieve(coupon.getId());
    }

    private PromotionCode code(Coupon coupon, String word) throws Exception {
        return rehearsal
                .stripe
                .v1()
                .promotionCodes()
                .create(PromotionCodeCreateParams.builder()
                        .setCode(word)
                        .setPromotion(PromotionCodeCreateParams.Promotion.builder()
                                .setType(PromotionCodeCreateParams.Promotion.Type.COUPON)
                                .setCoupon(coupon.getId())
                                .build())
                        .build());
    }

    private InvoiceCreateParams.Builder invoice() {
        return InvoiceCreateParams.builder().setCustomer(customer.getId());
    }

    private Invoice discounted(Coupon coupon) throws Exception {
        return rehearsal
                .stripe
                .v1()
                .invoices()
                .create(invoice()
                        .addDiscount(InvoiceCreateParams.Discount.builder()
                                .setCoupon(coupon.getId())
                                .build())
                        .build());
    }

    private Invoice lines(Invoice draft, long... amounts) throws Exception {
        var lines = InvoiceAddLinesParams.builder();
        for (var amount : amounts)
            lines.addLine(InvoiceAddLinesParams.Line.builder().setAmount(amount).build());
        return rehearsal.stripe.v1().invoices().addLines(draft.getId(), lines.build());
    }
}
