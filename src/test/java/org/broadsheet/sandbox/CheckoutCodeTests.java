package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A promotion code that somebody types on the payment page. */
class CheckoutCodeTests {
    private static final String CODES = "&allow_promotion_codes=true";

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Till till = new Till(rehearsal);

    @BeforeEach
    void print_codes() {
        code("WINTER", "percent_off=25&duration=forever", "");
        code("FREE", "percent_off=100&duration=forever", "");
        code("ALMOST", "amount_off=2990&currency=eur&duration=once", "");
        code("DOLLARS", "amount_off=100&currency=usd&duration=once", "");
        code(
                "MUCH",
                "percent_off=10&duration=once",
                "&restrictions[minimum_amount]=5000" + "&restrictions[minimum_amount_currency]=eur");
        code("ONCE", "percent_off=10&duration=once", "&max_redemptions=1");
    }

    @Test
    void it_takes_its_share_off_the_sum_and_can_be_left_off_again() throws Exception {
        var session = till.open(Till.ONE_GIFT + CODES);
        assertThat(session.getAllowPromotionCodes()).isTrue();
        assertThat(till.page(session)).contains("id=\"code\"");

        assertThat(till.send(session, "/code", Map.of("code", " winter ")).statusCode())
                .isEqualTo(303);
        var reduced = till.again(session.getId());
        assertThat(reduced.getAmountTotal()).isEqualTo(2_250);
        assertThat(reduced.getTotalDetails().getAmountDiscount()).isEqualTo(750);
        assertThat(reduced.getDiscounts()).hasSize(1);
        assertThat(till.page(session)).contains("€22.50", "WINTER", "-€7.50").doesNotContain("id=\"code\"");

        till.send(session, "/code/removal", Map.of());
        assertThat(till.again(session.getId()).getAmountTotal()).isEqualTo(3_000);
        assertThat(till.again(session.getId()).getDiscounts()).isEmpty();
    }

    @Test
    void who_pays_has_used_it() throws Exception {
        var session = till.open(Till.ONE_GIFT + CODES);
        till.send(session, "/code", Map.of("code", "ONCE"));
        assertThat(till.pay(session, Map.of()).statusCode()).isEqualTo(303);

        var paid = till.again(session.getId());
        assertThat(rehearsal
                        .stripe
                        .v1()
                        .paymentIntents()
                        .retrieve(paid.getPaymentIntent())
                        .getAmountReceived())
                .isEqualTo(2_700);
        assertThat(rehearsal.types()).contains("promotion_code.updated");
    }

    @Test
    void a_promise_keeps_it() throws Exception {
        var session = till.open(Till.MONTHLY + CODES);
        till.send(session, "/code", Map.of("code", "WINTER"));
        till.pay(session, Map.of());

        var subscription = rehearsal
                .stripe
                .v1()
                .subscriptions()
                .retrieve(till.again(session.getId()).getSubscription());
        assertThat(subscription.getDiscounts()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "SUMMER, There is no such code",
        "'', There is no such code",
        "DOLLARS, There is no such code",
        "MUCH, too little for this code",
        "ALMOST, too little for this code"
    })
    void one_that_cannot_be_used_is_said_beside_the_field_and_changes_nothing(String word, String words)
            throws Exception {
        var session = till.open(Till.ONE_GIFT + CODES);

        Till.isSentBack(till.send(session, "/code", Map.of("code", word)), "code", words);
        assertThat(till.again(session.getId()).getAmountTotal()).isEqualTo(3_000);
        assertThat(till.again(session.getId()).getDiscounts()).isEmpty();
    }

    @Test
    void one_that_somebody_else_has_used_up_meanwhile_is_told_before_more_is_charged() throws Exception {
        var slow = till.open(Till.ONE_GIFT + CODES);
        var quick = till.open(Till.ONE_GIFT + CODES);
        for (var session : new String[] {slow.getId(), quick.getId()})
            till.send(till.again(session), "/code", Map.of("code", "ONCE"));
        till.pay(quick, Map.of());

        Till.isSentBack(till.pay(slow, Map.of()), "code", "no longer good");
        assertThat(till.again(slow.getId()).getAmountTotal()).isEqualTo(3_000);
        assertThat(till.pay(slow, Map.of()).statusCode()).isEqualTo(303);
    }

    @Test
    void one_for_everything_leaves_nothing_to_pay_and_no_charge_of_nothing() throws Exception {
        for (var wish : new String[] {Till.ONE_GIFT, Till.MONTHLY}) {
            var session = till.open(wish + CODES);
            till.send(session, "/code", Map.of("code", "FREE"));
            assertThat(till.pay(session, Map.of()).statusCode()).isEqualTo(303);
            assertThat(till.again(session.getId()).getPaymentStatus()).isEqualTo("no_payment_required");
        }
        assertThat(rehearsal.types()).doesNotContain("charge.succeeded", "payment_intent.created");
    }

    @Test
    void one_that_is_entered_while_the_bank_asks_leaves_nothing_to_charge() throws Exception {
        var session = till.open(Till.MONTHLY + CODES);
        var question = HostedPages.location(till.pay(session, Map.of("number", "4000002500003155")));
        till.send(session, "/code", Map.of("code", "FREE"));

        new HostedPages(rehearsal).answer(question, "pass");

        var paid = till.again(session.getId());
        assertThat(paid.getStatus()).isEqualTo("complete");
        assertThat(paid.getPaymentStatus()).isEqualTo("no_payment_required");
        assertThat(rehearsal.types()).doesNotContain("charge.succeeded");
        var invoice = rehearsal.stripe.v1().invoices().retrieve(paid.getInvoice());
        assertThat(invoice.getStatus()).isEqualTo("paid");
        assertThat(invoice.getAmountPaid()).isZero();
    }

    @Test
    void a_session_that_takes_no_codes_takes_none() throws Exception {
        var session = till.open(Till.ONE_GIFT);
        assertThat(till.page(session)).doesNotContain("id=\"code\"");

        assertThat(till.send(session, "/code", Map.of("code", "WINTER")).statusCode())
                .isEqualTo(422);
        assertThat(till.again(session.getId()).getAmountTotal()).isEqualTo(3_000);
    }

    @Test
    void codes_and_a_set_discount_exclude_each_other_and_nothing_is_taken_off_what_is_only_kept() {
        var coupon = till.make("coupons", "percent_off=10&duration=once");
        Till.isRefused(till.ask(Till.ONE_GIFT + CODES + "&discounts[0][coupon]=" + coupon), "allow_promotion_codes");
        Till.isRefused(
                till.ask("mode=setup&currency=eur&success_url=http://localhost:9/thanks" + CODES),
                "allow_promotion_codes");
        Till.isRefused(till.ask(Till.ONE_GIFT + "&allow_promotion_codes=perhaps"), "allow_promotion_codes");
    }

    private void code(String word, String coupon, String more) {
        var id = till.make("coupons", coupon);
        till.make("promotion_codes", "promotion[type]=coupon&promotion[coupon]=" + id + "&code=" + word + more);
    }
}
