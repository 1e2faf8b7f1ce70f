package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promises that begin otherwise than with a whole period: free, on a set day, with something bought once beside. */
class CheckoutStartTests {
    private static final String MONTHLY = "mode=subscription&success_url=http://localhost:9/thanks&locale=en"
            + "&customer_email=elif@example.org"
            + "&line_items[0][price_data][currency]=eur&line_items[0][price_data][unit_amount]=3000"
            + "&line_items[0][price_data][recurring][interval]=month"
            + "&line_items[0][price_data][product_data][name]=Support";
    private static final String TOTE = "&line_items[1][price_data][currency]=eur"
            + "&line_items[1][price_data][unit_amount]=1200&line_items[1][quantity]=2"
            + "&line_items[1][price_data][product_data][name]=Tote";
    private static final String TRIAL = "&subscription_data[trial_period_days]=7";

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @Nested
    class When_it_begins_with_a_free_week {
        private Session session;

        @BeforeEach
        void begin() throws Exception {
            session = open(MONTHLY + TRIAL);
        }

        @Test
        void nothing_is_due_and_the_page_says_from_when_on_something_is() {
            assertThat(session.getAmountTotal()).isZero();
            var page = page(session);
            assertThat(page)
                    .contains("€0.00")
                    .contains("Then €30.00 a month, next on ")
                    .contains("Start now, pay nothing today");
        }

        @Test
        void the_card_is_kept_and_charged_when_the_week_is_over() throws Exception {
            rehearsal.pay(session, Rehearsal.GOOD);
            var paid = rehearsal.again(session);
            assertThat(paid.getStatus()).isEqualTo("complete");
            assertThat(paid.getPaymentStatus()).isEqualTo("no_payment_required");
            assertThat(paid.getSetupIntent()).isNull();
            var subscription = subscription(paid);
            assertThat(subscription.getStatus()).isEqualTo("trialing");
            assertThat(subscription.getDefaultPaymentMethod()).isNotNull();
            assertThat(rehearsal.types())
                    .containsSubsequence(
                            "setup_intent.created",
                            "setup_intent.succeeded",
                            "customer.created",
                            "payment_method.attached",
                            "customer.subscription.created",
                            "invoice.created",
                            "invoice.finalized",
                            "invoice.paid",
                            "invoice.payment_succeeded",
                            "checkout.session.completed")
                    .doesNotContain("payment_intent.created", "charge.succeeded");

            rehearsal.later(7 * 86_400);
            rehearsal.later("day");
            assertThat(totals()).containsExactly(0L, 3_000L);
            assertThat(rehearsal.again(subscription).getStatus()).isEqualTo("active");
        }

        @Test
        void a_bank_that_asks_is_answered_before_the_week_begins() throws Exception {
            var asked = rehearsal.pay(session, "4000002500003155");
            assertThat(asked.statusCode()).isEqualTo(303);
            assertThat(rehearsal.again(session).getStatus()).isEqualTo("open");
            var question = asked.headers().firstValue("Location").orElseThrow();
            var path = question.substring(rehearsal.sandbox.address().toString().length());
            rehearsal.post(path, Map.of("answer", "pass"));

            var paid = rehearsal.again(session);
            assertThat(paid.getStatus()).isEqualTo("complete");
            assertThat(subscription(paid).getStatus()).isEqualTo("trialing");
        }

        @Test
        void a_card_that_is_refused_leaves_the_page_open() throws Exception {
            assertThat(rehearsal.pay(session, Rehearsal.DECLINED).statusCode()).isEqualTo(422);
            assertThat(rehearsal.again(session).getStatus()).isEqualTo("open");
            rehearsal.pay(session, Rehearsal.GOOD);
            assertThat(rehearsal.again(session).getStatus()).isEqualTo("complete");
        }
    }

    @Nested
    class When_nobody_asks_for_a_card {
        private static final String WITHOUT = "&payment_method_collection=if_required"
                + "&subscription_data[trial_settings][end_behavior][missing_payment_method]=";

        @Test
        void the_free_week_begins_without_one_and_ends_as_was_said() throws Exception {
            var session = open(MONTHLY + TRIAL + WITHOUT + "cancel");
            assertThat(page(session))
                    .contains("without one it ends there")
                    .contains("Nothing to pay today")
                    .doesNotContain("id=\"number\"");
            assertThat(begin(session).statusCode()).isEqualTo(303);

            var begun = rehearsal.again(session);
            assertThat(begun.getPaymentStatus()).isEqualTo("no_payment_required");
            var subscription = subscription(begun);
            assertThat(subscription.getDefaultPaymentMethod()).isNull();
            rehearsal.later(7 * 86_400);
            rehearsal.later("day");
            assertThat(rehearsal.again(subscription).getStatus()).isEqualTo("canceled");
        }

        @Test
        void it_may_rest_until_somebody_gives_one() throws Exception {
            var session = open(MONTHLY + TRIAL + WITHOUT + "pause");
            assertThat(page(session)).contains("without one it rests");
            begin(session);
            var subscription = subscription(rehearsal.again(session));
            rehearsal.later(7 * 86_400);
            rehearsal.later("day");
            assertThat(rehearsal.again(subscription).getStatus()).isEqualTo("paused");
        }

        @Test
        void what_costs_something_today_still_needs_one() throws Exception {
            var session = open(MONTHLY + "&payment_method_collection=if_required");
            assertThat(page(session)).contains("id=\"number\"");
            assertThat(begin(session).statusCode()).isEqualTo(422);
            assertThat(rehearsal.again(session).getStatus()).isEqualTo("open");
        }

        private HttpResponse<String> begin(Session session) {
            return rehearsal.post("/c/pay/" + session.getId(), Map.of("email", "elif@example.org"));
        }
    }

    @Nested
    class When_something_is_bought_once_beside_it {
        @Test
        void the_first_invoice_holds_both_and_the_next_one_does_not() throws Exception {
            var session = open(MONTHLY + TOTE);
            assertThat(session.getAmountTotal()).isEqualTo(5_400);
            assertThat(page(session))
                    .contains("Pay €54.00 today in pretend money")
                    .contains("Then €30.00 a month, next on ");
            rehearsal.pay(session, Rehearsal.GOOD);

            var paid = rehearsal.again(session);
            assertThat(paid.getPaymentStatus()).isEqualTo("paid");
            var first = rehearsal.stripe.v1().invoices().retrieve(paid.getInvoice());
            assertThat(first.getAmountPaid()).isEqualTo(5_400);
            assertThat(first.getLines().getData()).hasSize(2);
            assertThat(rehearsal.types()).containsSubsequence("invoiceitem.created", "customer.subscription.created");
            rehearsal.later("month");
            rehearsal.later("day");
            assertThat(totals()).containsExactly(5_400L, 3_000L);
        }

        @Test
        void in_a_free_week_it_is_paid_at_once() throws Exception {
            var session = open(MONTHLY + TOTE + TRIAL);
            assertThat(session.getAmountTotal()).isEqualTo(2_400);
            assertThat(page(session)).contains("Then €30.00 a month, next on ");
            rehearsal.pay(session, Rehearsal.GOOD);
            assertThat(rehearsal.again(session).getPaymentStatus()).isEqualTo("paid");
            rehearsal.later(7 * 86_400);
            rehearsal.later("day");
            assertThat(totals()).containsExactly(2_400L, 3_000L);
        }

        @Test
        void two_rhythms_are_two_sentences() throws Exception {
            var session = open(MONTHLY + TOTE + "&line_items[1][price_data][recurring][interval]=year");
            assertThat(page(session))
                    .contains("Then €30.00 a month, next on ")
                    .contains("Then €24.00 a year, next on ");
        }
    }

    @Nested
    class When_it_is_billed_on_a_set_day {
        @Test
        void today_costs_a_part_and_the_set_day_the_whole() throws Exception {
            var day = rehearsal.now() + 15 * 86_400;
            var session = open(MONTHLY + "&subscription_data[billing_cycle_anchor]=" + day);
            assertThat(session.getAmountTotal()).isBetween(1_300L, 1_600L);
            rehearsal.pay(session, Rehearsal.GOOD);

            var subscription = subscription(rehearsal.again(session));
            assertThat(subscription.getBillingCycleAnchor()).isEqualTo(day);
            rehearsal.later(16 * 86_400);
            assertThat(totals()).hasSize(2).endsWith(3_000L);
            assertThat(totals().getFirst()).isBetween(1_300L, 1_600L);
        }

        @Test
        void the_time_until_then_may_be_free() throws Exception {
            var day = rehearsal.now() + 15 * 86_400;
            var session = open(MONTHLY + "&subscription_data[proration_behavior]=none"
                    + "&subscription_data[billing_cycle_anchor]=" + day);
            assertThat(session.getAmountTotal()).isZero();
            rehearsal.pay(session, Rehearsal.GOOD);
            var paid = rehearsal.again(session);
            assertThat(paid.getPaymentStatus()).isEqualTo("no_payment_required");
            assertThat(paid.getInvoice()).isNull();
            assertThat(subscription(paid).getStatus()).isEqualTo("active");
        }
    }

    @Nested
    class When_a_discount_runs_out {
        @Test
        void the_page_says_what_it_costs_then() throws Exception {
            var session = open(MONTHLY + "&discounts[0][coupon]="
                    + coupon("percent_off=50&duration=repeating&duration_in_months=3"));
            assertThat(page(session))
                    .contains("Then €15.00 a month, next on ")
                    .contains("it is €30.00 a month, without the discount.");
        }

        @Test
        void what_is_less_once_only_costs_the_whole_afterwards() throws Exception {
            var session = open(MONTHLY + "&discounts[0][coupon]=" + coupon("percent_off=50&duration=once"));
            assertThat(page(session)).contains("Pay €15.00 today").contains("Then €30.00 a month, next on ");
            rehearsal.pay(session, Rehearsal.GOOD);
            rehearsal.later("month");
            rehearsal.later("day");
            assertThat(totals()).containsExactly(1_500L, 3_000L);
        }

        @Test
        void the_whole_price_off_takes_nothing_today() throws Exception {
            var session = open(MONTHLY + "&discounts[0][coupon]=" + coupon("percent_off=100&duration=once"));
            rehearsal.pay(session, Rehearsal.GOOD);
            var paid = rehearsal.again(session);
            assertThat(paid.getPaymentStatus()).isEqualTo("no_payment_required");
            assertThat(subscription(paid).getStatus()).isEqualTo("active");
        }

        private String coupon(String form) {
            return rehearsal.api("POST", "/v1/coupons", form).body().replaceAll("(?s).*?\"id\":\"(\\w+)\".*", "$1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&subscription_data[trial_period_days]=0",
                "&subscription_data[trial_period_days]=9999",
                "&subscription_data[trial_period_days]=week",
                "&subscription_data[trial_end]=1",
                "&subscription_data[trial_end]=now",
                "&subscription_data[trial_period_days]=7&subscription_data[trial_end]=4000000000",
                "&subscription_data[trial_period_days]=7&subscription_data[billing_cycle_anchor]=4000000000",
                "&subscription_data[billing_cycle_anchor]=4000000000",
                "&subscription_data[billing_cycle_anchor]=1",
                "&subscription_data[billing_cycle_anchor_config][day_of_month]=32",
                "&subscription_data[billing_cycle_anchor_config]=1",
                "&subscription_data[proration_behavior]=none",
                "&subscription_data[trial_settings][end_behavior][missing_payment_method]=cancel",
                "&subscription_data[trial_settings]=cancel",
                "&subscription_data[transfer_data][destination]=acct_1",
                "&payment_method_collection=never",
                "&payment_method_collection[a]=always"
            })
    void what_cannot_be_is_refused_in_words(String more) throws Exception {
        var answer = rehearsal.api("POST", "/v1/checkout/sessions", MONTHLY + more);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"param\":\"").contains("\"message\":\"");
        assertThat(rehearsal.stripe.v1().checkout().sessions().list().getData()).isEmpty();
    }

    private Session open(String form) throws Exception {
        var answer = rehearsal.api("POST", "/v1/checkout/sessions", form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return rehearsal
                .stripe
                .v1()
                .checkout()
                .sessions()
                .retrieve(answer.body().replaceAll("(?s).*?\"id\":\"(cs_\\w+)\".*", "$1"));
    }

    private String page(Session session) {
        return rehearsal.get("/c/pay/" + session.getId(), "text/html").body();
    }

    private Subscription subscription(Session session) throws Exception {
        return rehearsal.stripe.v1().subscriptions().retrieve(session.getSubscription());
    }

    /** Oldest first. */
    private List<Long> totals() throws Exception {
        return rehearsal.stripe.v1().invoices().list().getData().reversed().stream()
                .map(Invoice::getTotal)
                .toList();
    }
}
