package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.PaymentIntent;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the first session to the first payment (checks 13 to 18; 13 is also a journey with a browser). */
class CheckoutAcceptanceTests {
    private static final String ASKS = "4000000000003220";

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Shop shop = new Shop(rehearsal);

    @Test
    void check_13_who_gives_once_comes_back_with_the_sessions_id_and_all_have_heard_of_it() throws Exception {
        var session = rehearsal.create(Rehearsal.once(3000));
        var answer = rehearsal.pay(session, Rehearsal.GOOD);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location"))
                .contains("http://localhost:9/thanks?session=" + session.getId());
        var paid = rehearsal.again(session);
        assertThat(paid.getStatus()).isEqualTo("complete");
        assertThat(paid.getPaymentStatus()).isEqualTo("paid");
        rehearsal.settled();
        assertThat(rehearsal.witness.types())
                .containsSubsequence("charge.succeeded", "payment_intent.succeeded", "checkout.session.completed");
    }

    @Test
    void check_14_subscription_and_invoice_exist_only_after_the_payment() throws Exception {
        var session = rehearsal.create(Rehearsal.monthly(500));
        assertThat(session.getSubscription()).isNull();
        assertThat(session.getInvoice()).isNull();

        rehearsal.pay(session, Rehearsal.GOOD);
        rehearsal.settled();
        assertThat(rehearsal.witness.types())
                .containsSubsequence("customer.subscription.created", "invoice.paid", "checkout.session.completed");
        var paid = rehearsal.again(session);
        assertThat(paid.getInvoice()).isNotNull();
        var subscription = Subscription.retrieve(paid.getSubscription(), shop.with);
        assertThat(subscription.getStatus()).isEqualTo("active");
        assertThat(subscription.getBillingMode().getType()).isEqualTo("flexible");
        assertThat(Shop.end(subscription))
                .isEqualTo(Instant.ofEpochSecond(Shop.start(subscription))
                        .atOffset(ZoneOffset.UTC)
                        .plusMonths(1)
                        .toEpochSecond());
    }

    @Test
    void check_15_a_declined_card_is_told_on_the_page_and_another_one_pays_the_same_session() throws Exception {
        var session = rehearsal.create(Rehearsal.monthly(500));
        var answer = rehearsal.pay(session, Rehearsal.DECLINED);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("You have not been charged");
        assertThat(rehearsal.again(session).getStatus()).isEqualTo("open");
        assertThat(rehearsal.again(session).getPaymentStatus()).isEqualTo("unpaid");
        assertThat(Subscription.list(Map.of(), shop.with).getData()).isEmpty();

        assertThat(rehearsal.pay(session, Rehearsal.GOOD).statusCode()).isEqualTo(303);
        assertThat(rehearsal.again(session).getStatus()).isEqualTo("complete");
        assertThat(Subscription.list(Map.of(), shop.with).getData()).hasSize(1);
    }

    @Test
    void check_16_a_bank_that_asks_is_answered_and_the_session_paid() throws Exception {
        var session = rehearsal.create(Rehearsal.once(3000));
        var pages = new HostedPages(rehearsal);
        var question = HostedPages.location(rehearsal.pay(session, ASKS));
        assertThat(rehearsal.get(URI.create(question).getPath(), "text/html").statusCode())
                .isEqualTo(200);
        assertThat(rehearsal.again(session).getPaymentStatus()).isEqualTo("unpaid");

        assertThat(HostedPages.location(pages.answer(question, "pass"))).startsWith("http://localhost:9/thanks");
        assertThat(rehearsal.again(session).getStatus()).isEqualTo("complete");
        assertThat(rehearsal.again(session).getPaymentStatus()).isEqualTo("paid");
    }

    @Test
    void check_16_a_bank_that_is_not_answered_leaves_the_session_open() throws Exception {
        var session = rehearsal.create(Rehearsal.once(3000));
        var pages = new HostedPages(rehearsal);
        var question = HostedPages.location(rehearsal.pay(session, ASKS));

        assertThat(HostedPages.location(pages.answer(question, "fail"))).endsWith("/c/pay/" + session.getId());
        assertThat(rehearsal.again(session).getStatus()).isEqualTo("open");
        var intent = PaymentIntent.list(Map.of(), shop.with).getData().getFirst();
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getLastPaymentError().getCode()).isEqualTo("payment_intent_authentication_failure");
    }

    @Test
    void check_17_an_expired_session_has_no_page_that_takes_money() throws Exception {
        var byHand = rehearsal.create(Rehearsal.once(500));
        var expired = byHand.expire(Map.of(), shop.with);
        assertThat(expired.getStatus()).isEqualTo("expired");
        assertThat(expired.getUrl()).isNull();

        var byTime = rehearsal.create(Rehearsal.once(500));
        rehearsal.later("day");
        for (var session : List.of(byHand, byTime)) {
            assertThat(rehearsal.again(session).getStatus()).isEqualTo("expired");
            assertThat(rehearsal
                            .get(URI.create(session.getUrl()).getPath(), "text/html")
                            .statusCode())
                    .isEqualTo(410);
            assertThat(rehearsal.pay(session, Rehearsal.GOOD).statusCode()).isEqualTo(410);
        }
        assertThat(rehearsal.types())
                .filteredOn("checkout.session.expired"::equals)
                .hasSize(2);
        assertThat(PaymentIntent.list(Map.of(), shop.with).getData()).isEmpty();
    }

    @Nested
    class Periods {
        @Test
        void check_18_a_year_is_a_year() throws Exception {
            Session session = rehearsal.paid(Rehearsal.yearly(6000));
            var subscription = Subscription.retrieve(session.getSubscription(), shop.with);

            assertThat(Shop.end(subscription))
                    .isEqualTo(Instant.ofEpochSecond(Shop.start(subscription))
                            .atOffset(ZoneOffset.UTC)
                            .plusYears(1)
                            .toEpochSecond());
        }

        @Test
        void check_18_a_year_from_the_29th_of_february_is_the_28th() throws Exception {
            assertThat(days(moment("2028-02-29T12:00:00Z"), "year", 1)).containsExactly("2029-02-28");
        }

        @Test
        void check_18_a_month_from_the_31st_is_clamped_and_returns() throws Exception {
            assertThat(days(moment("2027-01-31T12:00:00Z"), "month", 4))
                    .containsExactly("2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31");
        }

        /** On which days the periods of a subscription end that began then. */
        private List<String> days(long start, String interval, int periods) throws Exception {
            var clock = shop.clock(start);
            var customer = shop.customer("pm_card_visa", Map.of("test_clock", clock.getId()));
            var subscription = shop.subscribe(customer, shop.price(500, interval));
            var days = new ArrayList<String>();
            while (days.size() < periods) {
                var end = Shop.end(shop.again(subscription));
                days.add(Instant.ofEpochSecond(end).toString().substring(0, 10));
                if (days.size() < periods) shop.advance(clock, end + 2 * Shop.AN_HOUR);
            }
            return days;
        }

        private static long moment(String text) {
            return Instant.parse(text).getEpochSecond();
        }
    }
}
