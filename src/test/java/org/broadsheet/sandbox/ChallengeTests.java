package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.SetupIntentCreateParams;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTests {
    private static final String ASKS = "4000000000003220";

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private HttpResponse<String> answer(String url, String answer) {
        return rehearsal.post(URI.create(url).getPath(), Map.of("answer", answer));
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Nested
    class When_the_bank_asks_at_checkout {
        @Test
        void the_right_answer_pays_and_leads_to_the_shop() throws Exception {
            var session = rehearsal.create(Rehearsal.once(3000));
            var challenge = location(rehearsal.pay(session, ASKS));
            assertThat(challenge).contains("/c/challenge/pi_");
            assertThat(rehearsal
                            .get(URI.create(challenge).getPath(), "text/html")
                            .body())
                    .contains("Sandbox – no real money", "Is it you who pays €30.00?", "ends with 3220")
                    .doesNotContain("<script", "style=");
            assertThat(rehearsal.again(session).getStatus()).isEqualTo("open");

            assertThat(location(answer(challenge, "pass")))
                    .isEqualTo("http://localhost:9/thanks?session=" + session.getId());
            assertThat(rehearsal.again(session).getPaymentStatus()).isEqualTo("paid");
            assertThat(rehearsal.types())
                    .containsExactly(
                            "product.created",
                            "price.created",
                            "payment_intent.created",
                            "payment_intent.requires_action",
                            "charge.succeeded",
                            "payment_intent.succeeded",
                            "checkout.session.completed",
                            "charge.updated");
        }

        @ParameterizedTest
        @ValueSource(strings = {"fail", "cancel", "nonsense"})
        void any_other_answer_leaves_the_session_open_and_says_why(String other) throws Exception {
            var session = rehearsal.create(Rehearsal.once(3000));
            var back = location(answer(location(rehearsal.pay(session, ASKS)), other));

            assertThat(URI.create(back).getPath()).isEqualTo("/c/pay/" + session.getId());
            assertThat(rehearsal.get(URI.create(back).getPath(), "text/html").body())
                    .contains("Your bank could not make sure that it is you");
            assertThat(rehearsal.again(session).getStatus()).isEqualTo("open");
            var intent = rehearsal.stripe.v1().paymentIntents().list().getData().getFirst();
            assertThat(intent.getLastPaymentError().getCode()).isEqualTo("payment_intent_authentication_failure");
            assertThat(rehearsal.types())
                    .contains("payment_intent.payment_failed")
                    .doesNotContain("charge.failed");

            rehearsal.pay(session, Rehearsal.GOOD);
            assertThat(rehearsal.again(session).getPaymentStatus()).isEqualTo("paid");
        }

        @Test
        void a_subscription_begins_only_after_the_answer() throws Exception {
            var session = rehearsal.create(Rehearsal.monthly(500));
            var challenge = location(rehearsal.pay(session, "4000002500003155"));
            assertThat(rehearsal.types()).doesNotContain("customer.created", "customer.subscription.created");

            answer(challenge, "pass");
            assertThat(rehearsal.again(session).getSubscription()).startsWith("sub_");
        }

        @Test
        void the_bank_can_still_refuse_the_money() throws Exception {
            var session = rehearsal.create(Rehearsal.once(500));
            var back = location(answer(location(rehearsal.pay(session, "4000008260003178")), "pass"));

            assertThat(rehearsal.get(URI.create(back).getPath(), "text/html").body())
                    .contains("not enough money");
            assertThat(rehearsal.again(session).getStatus()).isEqualTo("open");

            rehearsal.pay(session, Rehearsal.GOOD);
            var paid = rehearsal.stripe.v1().charges().list().getData().getFirst();
            assertThat(paid.getPaid()).isTrue();
            assertThat(paid.getPaymentMethodDetails().getCard().getThreeDSecure())
                    .as("what was said of another card")
                    .isNull();
        }

        @Test
        void an_answer_counts_once() throws Exception {
            var session = rehearsal.create(Rehearsal.once(500));
            var challenge = location(rehearsal.pay(session, ASKS));
            answer(challenge, "pass");

            assertThat(answer(challenge, "pass").statusCode()).isEqualTo(410);
            assertThat(answer(challenge, "fail").statusCode()).isEqualTo(410);
            assertThat(rehearsal.stripe.v1().charges().list().getData()).hasSize(1);
        }
    }

    @Nested
    class When_a_shop_sends_its_buyer_there {
        private PaymentIntent intent;

        @BeforeEach
        void ask() throws Exception {
            intent = rehearsal
                    .stripe
                    .v1()
                    .paymentIntents()
                    .create(PaymentIntentCreateParams.builder()
                            .setAmount(900L)
                            .setCurrency("eur")
                            .setPaymentMethod("pm_card_threeDSecure2Required")
                            .setConfirm(true)
                            .setReturnUrl("http://localhost:9/back?order=7")
                            .build());
        }

        @Test
        void the_buyer_comes_back_with_the_result() throws Exception {
            assertThat(intent.getStatus()).isEqualTo("requires_action");
            assertThat(intent.getNextAction().getType()).isEqualTo("redirect_to_url");
            var back = location(answer(intent.getNextAction().getRedirectToUrl().getUrl(), "pass"));

            assertThat(back)
                    .isEqualTo("http://localhost:9/back?order=7&payment_intent=" + intent.getId()
                            + "&payment_intent_client_secret=" + intent.getClientSecret()
                            + "&redirect_status=succeeded");
            var charge = rehearsal.stripe.v1().charges().list().getData().getFirst();
            assertThat(charge.getPaymentMethodDetails()
                            .getCard()
                            .getThreeDSecure()
                            .getResult())
                    .isEqualTo("authenticated");
        }

        @Test
        void or_with_the_failure() {
            assertThat(location(answer(intent.getNextAction().getRedirectToUrl().getUrl(), "fail")))
                    .endsWith("&redirect_status=failed");
        }

        @Test
        void without_the_whole_secret_there_is_no_question() {
            assertThat(rehearsal
                            .get("/c/challenge/" + intent.getId(), "text/html")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(rehearsal
                            .post("/c/challenge/" + intent.getId() + "_secret_x", Map.of("answer", "pass"))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_card_that_is_set_up_is_not_asked_about_when_nobody_is_there() throws Exception {
        var setup = rehearsal
                .stripe
                .v1()
                .setupIntents()
                .create(SetupIntentCreateParams.builder()
                        .setCustomer(rehearsal.stripe.v1().customers().create().getId())
                        .setPaymentMethod("pm_card_authenticationRequiredOnSetup")
                        .addPaymentMethodType("card")
                        .setConfirm(true)
                        .build());
        assertThat(setup.getStatus()).isEqualTo("requires_action");
        assertThat(setup.getNextAction().getType()).isEqualTo("use_stripe_sdk");
        assertThat(answer("/c/challenge/" + setup.getClientSecret(), "pass").statusCode())
                .isEqualTo(200);

        var kept = rehearsal.stripe.v1().setupIntents().retrieve(setup.getId());
        assertThat(kept.getStatus()).isEqualTo("succeeded");
        var paid = rehearsal
                .stripe
                .v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(900L)
                        .setCurrency("eur")
                        .setCustomer(kept.getCustomer())
                        .setPaymentMethod(kept.getPaymentMethod())
                        .setOffSession(true)
                        .setConfirm(true)
                        .build());
        assertThat(paid.getStatus()).isEqualTo("succeeded");
    }

    @Nested
    class When_a_renewal_is_asked_about {
        @Test
        void the_invoice_waits_for_the_answer_and_is_paid_by_it() throws Exception {
            var session = rehearsal.create(Rehearsal.monthly(500));
            answer(location(rehearsal.pay(session, "4000002760003184")), "pass");
            var subscription = rehearsal
                    .stripe
                    .v1()
                    .subscriptions()
                    .retrieve(rehearsal.again(session).getSubscription());
            var before = rehearsal.now();
            rehearsal.later("month");

            assertThat(rehearsal.typesAfter(before))
                    .containsSubsequence(
                            "payment_intent.requires_action",
                            "invoice.updated",
                            "invoice.payment_action_required",
                            "invoice.payment_failed",
                            "customer.subscription.updated");
            assertThat(rehearsal.again(subscription).getStatus()).isEqualTo("past_due");

            var intent = rehearsal.stripe.v1().paymentIntents().list().getData().getFirst();
            answer("/c/challenge/" + intent.getClientSecret(), "pass");
            assertThat(rehearsal.again(subscription).getStatus()).isEqualTo("active");
            var invoice = rehearsal
                    .stripe
                    .v1()
                    .invoices()
                    .retrieve(rehearsal.again(subscription).getLatestInvoice());
            assertThat(invoice.getStatus()).isEqualTo("paid");
            assertThat(invoice.getAttemptCount()).isEqualTo(1);
        }

        @Test
        void the_first_payment_sets_a_card_up_that_asks_only_once() throws Exception {
            var session = rehearsal.create(Rehearsal.monthly(500));
            answer(location(rehearsal.pay(session, "4000002500003155")), "pass");
            rehearsal.later("month");

            var subscription = rehearsal
                    .stripe
                    .v1()
                    .subscriptions()
                    .retrieve(rehearsal.again(session).getSubscription());
            assertThat(subscription.getStatus()).isEqualTo("active");
            assertThat(rehearsal.stripe.v1().charges().list().getData()).hasSize(2);
        }
    }
}
