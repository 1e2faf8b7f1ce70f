package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.billingportal.SessionCreateParams;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PortalPageTests extends PortalScene {
    @Nested
    class The_first_page {
        @Test
        void shows_what_is_paid_how_and_what_was_paid() {
            assertThat(show(page))
                    .contains("Sandbox – no real money", "Support", "€5.00", "a month", "active", "Next payment")
                    .contains("Visa ending 4242", "elif@example.org")
                    .contains("href=\"http://localhost:9/account\"", "/i/");
        }

        @Test
        void speaks_the_sessions_language() throws Exception {
            var russian = open(SessionCreateParams.builder().setLocale(SessionCreateParams.Locale.RU));

            assertThat(show(russian)).contains("lang=\"ru\"", "Песочница", "действует", "5,00\u00a0€");
        }

        @Test
        void says_when_payments_are_held() throws Exception {
            update(SubscriptionUpdateParams.builder()
                    .setPauseCollection(SubscriptionUpdateParams.PauseCollection.builder()
                            .setBehavior(SubscriptionUpdateParams.PauseCollection.Behavior.VOID)
                            .build()));
            assertThat(show(page)).contains("payments paused");
        }

        @Test
        void cannot_be_found_by_the_sessions_id_alone() throws Exception {
            var id = page.replaceAll(".*/test_(.{24}).*", "$1");

            assertThat(get("/p/session/bps_" + id).statusCode()).isEqualTo(404);
            assertThat(get("/p/session/test_" + id).statusCode()).isEqualTo(404);
            assertThat(get("/p/session/test_" + id + "x".repeat(48)).statusCode())
                    .isEqualTo(404);
            assertThat(get(page + "x").statusCode()).isEqualTo(404);
            assertThat(get("/p/session/x").statusCode()).isEqualTo(404);
        }

        @Test
        void is_gone_when_nobody_came_in_time_or_stayed_away_for_an_hour() throws Exception {
            rehearsal.later(301);
            assertThat(get(page).statusCode()).isEqualTo(410);
            assertThat(get(page).body()).contains("has expired", "href=\"http://localhost:9/account\"");

            var used = open(SessionCreateParams.builder());
            assertThat(get(used).statusCode()).isEqualTo(200);
            rehearsal.later(3_000);
            assertThat(get(used).statusCode()).isEqualTo(200);
            rehearsal.later(3_000);
            assertThat(get(used).statusCode()).isEqualTo(200);
            rehearsal.later(3_700);
            assertThat(get(used).statusCode()).isEqualTo(410);
            assertThat(post(used, "/subscriptions/" + subscription.getId() + "/cancel", Map.of())
                            .statusCode())
                    .isEqualTo(410);
            assertThat(rehearsal.again(subscription).getCancelAt()).isNull();
        }
    }

    @Nested
    class When_somebody_cancels {
        private HttpResponse<String> answer;

        @BeforeEach
        void cancel() {
            answer = post(page, cancelling(), Map.of("reason", "too_expensive", "comment", "Sorry\nto go"));
        }

        @Test
        void it_ends_with_the_period_as_a_moment_of_its_own() throws Exception {
            var stopped = rehearsal.again(subscription);
            var end = stopped.getItems().getData().getFirst().getCurrentPeriodEnd();

            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(stopped.getStatus()).isEqualTo("active");
            assertThat(stopped.getCancelAt()).isEqualTo(end);
            assertThat(stopped.getCancelAtPeriodEnd()).isFalse();
            assertThat(stopped.getCancellationDetails().getReason()).isEqualTo("cancellation_requested");
            assertThat(stopped.getCancellationDetails().getFeedback()).isEqualTo("too_expensive");
            assertThat(stopped.getCancellationDetails().getComment()).isEqualTo("Sorry\nto go");
            assertThat(rehearsal.types().getLast()).isEqualTo("customer.subscription.updated");
            assertThat(rehearsal.events().getLast().getData().getPreviousAttributes())
                    .containsKeys("cancel_at", "canceled_at", "cancellation_details")
                    .doesNotContainKey("cancel_at_period_end");
        }

        @Test
        void the_first_page_says_so_and_offers_to_keep_it() {
            assertThat(show(answer.headers().firstValue("Location").orElseThrow()))
                    .contains("The payments are canceled", "Ends on", "Keep it going");
        }

        @Test
        void a_second_click_changes_nothing() throws Exception {
            var told = rehearsal.types().size();

            assertThat(post(page, cancelling(), Map.of()).statusCode()).isEqualTo(409);
            assertThat(get(page + cancelling()).statusCode()).isEqualTo(409);
            assertThat(rehearsal.types()).hasSize(told);
        }

        @Test
        void keeping_it_clears_the_end() throws Exception {
            assertThat(post(page, renewing(), Map.of()).statusCode()).isEqualTo(303);

            var goesOn = rehearsal.again(subscription);
            assertThat(goesOn.getCancelAt()).isNull();
            assertThat(goesOn.getCanceledAt()).isNull();
            assertThat(goesOn.getCancellationDetails().getReason()).isNull();
            assertThat(post(page, renewing(), Map.of()).statusCode()).isEqualTo(409);
        }

        @Test
        void it_is_over_when_the_period_is() throws Exception {
            rehearsal.later("month");

            assertThat(rehearsal.again(subscription).getStatus()).isEqualTo("canceled");
            assertThat(rehearsal.types()).contains("customer.subscription.deleted");
        }
    }

    @Nested
    class Before_somebody_cancels {
        @Test
        void the_page_says_what_follows_and_asks_why() {
            assertThat(show(page + cancelling()))
                    .contains("€5.00 a month", "nothing is charged after that", "Why do you stop?", "too_expensive")
                    .contains("Keep them");
        }

        @Test
        void a_comment_of_a_novels_length_is_sent_back() throws Exception {
            var answer = post(page, cancelling(), Map.of("comment", "x".repeat(1_001)));

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("<title>Error:", "id=\"comment-error\"", "href=\"#comment\"");
            assertThat(rehearsal.again(subscription).getCancelAt()).isNull();
        }

        @Test
        void a_reason_that_was_not_offered_is_not_kept() throws Exception {
            post(page, cancelling(), Map.of("reason", "nonsense"));

            assertThat(rehearsal.again(subscription).getCancellationDetails().getFeedback())
                    .isNull();
        }

        @Test
        void nobody_elses_subscription_can_be_reached() throws Exception {
            var other = rehearsal.subscribed(Rehearsal.GOOD);
            var theirs = "/subscriptions/" + other.getId() + "/cancel";

            assertThat(get(page + theirs).statusCode()).isEqualTo(404);
            assertThat(post(page, theirs, Map.of()).statusCode()).isEqualTo(404);
            assertThat(post(page, "/subscriptions/" + other.getCustomer() + "/renew", Map.of())
                            .statusCode())
                    .isEqualTo(404);
            assertThat(rehearsal.again(other).getCancelAt()).isNull();
        }

        @Test
        void a_form_of_another_site_is_refused() throws Exception {
            var answer = Rehearsal.send(rehearsal
                    .request(path(page) + cancelling())
                    .header("Sec-Fetch-Site", "cross-site")
                    .POST(java.net.http.HttpRequest.BodyPublishers.noBody())
                    .build());

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(rehearsal.again(subscription).getCancelAt()).isNull();
        }
    }

    @Nested
    class When_the_portal_is_told_otherwise {
        @Test
        void it_ends_subscriptions_at_once() throws Exception {
            var own = open(configured("features[subscription_cancel][enabled]=true"
                    + "&features[subscription_cancel][mode]=immediately"));

            assertThat(show(own + cancelling())).contains("It ends at once").doesNotContain("Why do you stop?");
            assertThat(post(own, cancelling(), Map.of()).statusCode()).isEqualTo(303);
            assertThat(rehearsal.again(subscription).getStatus()).isEqualTo("canceled");
            assertThat(show(own + "?done=ended")).contains("The payments have ended", "Nothing at present");
        }

        @Test
        void it_offers_nothing_that_is_off() throws Exception {
            var own = open(configured("features[invoice_history][enabled]=false"));

            assertThat(show(own))
                    .contains("active")
                    .doesNotContain(">Cancel<", "Change card", "Invoices", "Your details");
            assertThat(get(own + cancelling()).statusCode()).isEqualTo(409);
            assertThat(post(own, cancelling(), Map.of()).statusCode()).isEqualTo(409);
            assertThat(post(own, "/customer", Map.of("email", "x@example.org")).statusCode())
                    .isEqualTo(409);
            assertThat(rehearsal.again(subscription).getStatus()).isEqualTo("active");
        }
    }

    @Nested
    class When_somebody_changes_their_details {
        @Test
        void the_customer_is_told_as_changed() throws Exception {
            var answer = post(page, "/customer", Map.of("email", "ada@example.org", "name", "Ada", "phone", "1"));

            assertThat(answer.statusCode()).isEqualTo(303);
            var customer = rehearsal.stripe.v1().customers().retrieve(subscription.getCustomer());
            assertThat(customer.getEmail()).isEqualTo("ada@example.org");
            assertThat(customer.getName()).isEqualTo("Ada");
            assertThat(customer.getPhone()).isNull();
            assertThat(rehearsal.types().getLast()).isEqualTo("customer.updated");
        }

        @Test
        void a_mistake_is_tied_to_its_field_and_nothing_changes() throws Exception {
            var answer = post(page, "/customer", Map.of("email", "nonsense"));

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body())
                    .contains("<title>Error:", "id=\"email-error\"", "href=\"#email\"", "value=\"nonsense\"");
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .customers()
                            .retrieve(subscription.getCustomer())
                            .getEmail())
                    .isEqualTo("elif@example.org");
        }
    }

    @Nested
    class When_somebody_changes_their_card {
        @Test
        void it_becomes_the_usual_one_and_the_pinned_one_stays() throws Exception {
            var before = rehearsal.types().size();
            assertThat(card(page, "5555555555554444").statusCode()).isEqualTo(303);

            assertThat(rehearsal.types().subList(before, rehearsal.types().size()))
                    .containsExactly(
                            "setup_intent.created",
                            "setup_intent.succeeded",
                            "payment_method.attached",
                            "customer.updated");
            assertThat(rehearsal.events().getLast().getData().getPreviousAttributes())
                    .containsKey("invoice_settings");
            var again = rehearsal.again(subscription);
            assertThat(again.getDefaultPaymentMethod()).isEqualTo(subscription.getDefaultPaymentMethod());
            assertThat(show(page)).contains("Mastercard ending 4444");
        }

        @Test
        void the_setting_lets_the_portal_repoint_the_pinned_one_and_the_next_renewal_charges_it() throws Exception {
            rehearsal.post("/_sandbox/settings", Map.of("portal_pm_behaviour", "repoint"));
            card(page, "5555555555554444");
            var usual = rehearsal
                    .stripe
                    .v1()
                    .customers()
                    .retrieve(subscription.getCustomer())
                    .getInvoiceSettings()
                    .getDefaultPaymentMethod();

            assertThat(rehearsal.again(subscription).getDefaultPaymentMethod()).isEqualTo(usual);
            assertThat(rehearsal.types()).endsWith("customer.updated", "customer.subscription.updated");
            rehearsal.later("month");
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .charges()
                            .list()
                            .getData()
                            .getFirst()
                            .getPaymentMethod())
                    .isEqualTo(usual);
        }

        @Test
        void a_bank_that_asks_back_is_answered_on_its_page() throws Exception {
            var asked = card(page, "4000002500003155")
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            assertThat(rehearsal.types().getLast()).isEqualTo("setup_intent.requires_action");

            var answered = rehearsal.post(path(asked), Map.of("answer", "pass"));
            var back = get(answered.headers().firstValue("Location").orElseThrow());
            assertThat(back.statusCode()).isEqualTo(303);
            assertThat(rehearsal.types())
                    .endsWith("setup_intent.succeeded", "payment_method.attached", "customer.updated");
            assertThat(get(answered.headers().firstValue("Location").orElseThrow())
                            .statusCode())
                    .isEqualTo(409);
        }

        @Test
        void a_wrong_answer_changes_nothing() throws Exception {
            var asked = card(page, "4000002500003155")
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            var answered = rehearsal.post(path(asked), Map.of("answer", "fail"));
            var back = get(answered.headers().firstValue("Location").orElseThrow());

            assertThat(back.statusCode()).isEqualTo(422);
            assertThat(back.body()).contains("The bank said no");
            assertThat(rehearsal.types())
                    .endsWith("setup_intent.setup_failed")
                    .doesNotContain("payment_method.detached");
        }

        @Test
        void a_declined_or_mistyped_card_changes_nothing() throws Exception {
            var declined = card(page, Rehearsal.DECLINED);
            assertThat(declined.statusCode()).isEqualTo(422);
            assertThat(declined.body()).contains("Your card is still the one before");
            var mistyped = card(page, "4242424242424241");
            assertThat(mistyped.statusCode()).isEqualTo(422);
            assertThat(mistyped.body()).contains("id=\"number-error\"");
            assertThat(rehearsal.types()).endsWith("setup_intent.setup_failed");
        }

        private HttpResponse<String> card(String page, String number) {
            return post(page, "/payment-method", Map.of("number", number, "expiry", "12/34", "cvc", "123"));
        }
    }
}
