package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.PaymentIntent;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the first session to the first payment (checks 13 to 18; 13 is also a journey with a browser). */
class CheckoutAcceptanceTests {
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
    }
}
