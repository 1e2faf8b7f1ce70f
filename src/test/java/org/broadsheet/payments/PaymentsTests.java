package org.broadsheet.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.broadsheet.payments.PaymentEvent.PaymentFailed;
import org.broadsheet.payments.PaymentEvent.PaymentSettled;
import org.broadsheet.payments.PromiseFacts.PageState;
import org.broadsheet.payments.PromiseFacts.PaymentState;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PaymentsTests extends PaymentsScene {
    @Autowired
    Cases cases;

    @Nested
    class Opening_a_page {
        @Test
        void is_done_once_for_twenty_clicks_at_once() throws Exception {
            var promise = UUID.randomUUID();
            int before = stripe.opened.get();
            try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
                var outcomes = clicks.invokeAll(
                        Collections.nCopies(20, (Callable<CheckoutOutcome>) () -> payments.open(monthly(promise))));

                assertThat(outcomes)
                        .allSatisfy(each -> assertThat(each.get())
                                .isEqualTo(outcomes.getFirst().get())
                                .isInstanceOf(CheckoutOutcome.Opened.class));
            }
            assertThat(stripe.opened.get() - before).isEqualTo(1);
        }

        @Test
        void says_so_when_stripe_does_not_answer_and_works_when_it_does_again() {
            var promise = UUID.randomUUID();
            stripe.answers = false;
            assertThat(payments.open(monthly(promise))).isInstanceOf(CheckoutOutcome.Unreachable.class);

            stripe.answers = true;
            assertThat(payments.open(monthly(promise))).isInstanceOf(CheckoutOutcome.Opened.class);
        }

        @Test
        void finds_the_page_again_whose_answer_was_lost() {
            var promise = UUID.randomUUID();
            stripe.losesAnswers = true;
            payments.open(monthly(promise));
            stripe.losesAnswers = false;
            stripe.says(promise, paidFirst(promise));

            assertThat(payments.refresh(promise)).isEqualTo(CheckoutState.PAID);
        }

        @Test
        void is_not_possible_any_more_once_it_was_paid() {
            var promise = opened();
            stripe.says(promise, paidFirst(promise));
            payments.refresh(promise);

            assertThat(payments.open(monthly(promise))).isInstanceOf(CheckoutOutcome.AlreadyPaid.class);
        }

        @Test
        void never_happens_inside_a_transaction() {
            assertThatThrownBy(
                            () -> transaction.executeWithoutResult(status -> payments.open(monthly(UUID.randomUUID()))))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_refused_renewal_is_told_at_each_attempt_and_its_success_once() {
        var promise = opened();
        stripe.says(promise, paidFirst(promise));
        payments.refresh(promise);
        heard.events.clear();

        for (int attempt = 1; attempt <= 2; attempt++) {
            stripe.says(promise, facts(promise, PageState.COMPLETE, true, failed(promise, attempt)));
            payments.refresh(promise);
            payments.refresh(promise);
        }
        stripe.says(
                promise,
                facts(
                        promise,
                        PageState.COMPLETE,
                        true,
                        payment(
                                "pi_2" + promise,
                                "in_2" + promise,
                                PaymentState.SETTLED,
                                DECEMBER,
                                JANUARY,
                                "txn_2" + promise)));
        payments.refresh(promise);

        assertThat(heard.of(promise))
                .filteredOn(PaymentFailed.class::isInstance)
                .hasSize(2);
        assertThat(heard.of(promise))
                .filteredOn(PaymentSettled.class::isInstance)
                .singleElement()
                .satisfies(each -> assertThat(((PaymentSettled) each).first()).isFalse());
    }

    @Test
    void a_listener_that_fails_leaves_nothing_half_done() {
        var promise = opened();
        stripe.says(promise, paidFirst(promise));
        heard.failsFor = promise;
        assertThatThrownBy(() -> refresher.refresh(promise)).hasMessageContaining("listener");
        assertThat(payments.of(promise)).isEmpty();

        heard.failsFor = null;
        refresher.refresh(promise);
        assertThat(payments.of(promise)).hasSize(1);
    }

    @Test
    void a_second_payment_for_one_period_is_kept_apart_and_somebody_is_told() {
        var promise = opened();
        stripe.says(promise, paidFirst(promise));
        payments.refresh(promise);
        stripe.says(
                promise,
                facts(
                        promise,
                        PageState.COMPLETE,
                        true,
                        payment(
                                "pi_twice" + promise,
                                "in_twice" + promise,
                                PaymentState.SETTLED,
                                PAID,
                                DECEMBER,
                                "txn_twice" + promise)));

        heard.events.clear();
        refresher.refresh(promise);
        refresher.refresh(promise);

        assertThat(heard.of(promise)).as("the contribution hears nothing of it").isEmpty();
        assertThat(payments.of(promise)).as("the money is known").hasSize(2);
        assertThat(sql.sql("select count(*) from ledger.transaction where source = :source")
                        .param("source", "txn_twice" + promise)
                        .query(Long.class)
                        .single())
                .as("and in the books")
                .isEqualTo(1);
        assertThat(cases.open(1000))
                .filteredOn(each -> each.subject().equals("pi_twice" + promise))
                .singleElement()
                .satisfies(each -> assertThat(each.kind()).isEqualTo(CaseKind.SECOND_PAYMENT));
    }

    @Test
    void when_stripe_is_silent_we_say_what_we_knew() {
        var promise = opened();
        stripe.answers = false;

        assertThat(payments.refresh(promise)).isEqualTo(CheckoutState.OPEN);
        assertThat(payments.refresh(UUID.randomUUID())).isEqualTo(CheckoutState.UNKNOWN);
    }

    @Test
    void a_page_that_we_close_cannot_be_paid_any_more() {
        var promise = opened();

        payments.close(promise);

        assertThat(payments.open(monthly(promise))).isInstanceOf(CheckoutOutcome.Closed.class);
    }
}
