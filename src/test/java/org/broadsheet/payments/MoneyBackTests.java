package org.broadsheet.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.ledger.Account;
import org.broadsheet.money.Money;
import org.broadsheet.payments.MoneyBack.DisputeFacts;
import org.broadsheet.payments.MoneyBack.DisputeState;
import org.broadsheet.payments.MoneyBack.RefundFacts;
import org.broadsheet.payments.MoneyBack.RefundState;
import org.broadsheet.payments.Movement.Meaning;
import org.broadsheet.payments.PaymentEvent.DisputeClosed;
import org.broadsheet.payments.PaymentEvent.PaymentDisputed;
import org.broadsheet.payments.PaymentEvent.PaymentRefunded;
import org.broadsheet.payments.PaymentEvent.RefundFailed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MoneyBackTests extends PaymentsScene {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Instant LATER = Instant.parse("2026-11-24T10:00:00Z");

    private UUID promise = UUID.randomUUID();
    private String intent = "";
    private long balance;

    @BeforeEach
    void somebody_has_paid() {
        promise = opened();
        intent = "pi_" + promise;
        stripe.says(promise, paidFirst(promise));
        payments.refresh(promise);
        heard.events.clear();
        balance = ledger.balance(Account.STRIPE_BALANCE, EUR);
    }

    @Nested
    class A_refund {
        @Test
        void of_a_part_leaves_the_payment_and_is_told_and_posted_once() {
            stripe.says(refunded(refund("re_1", 200, RefundState.SUCCEEDED)));

            look();
            look();

            assertThat(told()).singleElement().isInstanceOfSatisfying(PaymentRefunded.class, told -> {
                assertThat(told.amount()).isEqualTo(Money.of(200, "EUR"));
                assertThat(told.whole()).isFalse();
                assertThat(told.at()).isEqualTo(LATER);
            });
            assertThat(payments.of(promise).getFirst().state()).isEqualTo(PaymentRecord.State.SETTLED);
            assertThat(moved()).isEqualTo(-200);
        }

        @Test
        void of_the_rest_leaves_nothing() {
            stripe.says(refunded(refund("re_1", 200, RefundState.SUCCEEDED)));
            look();
            stripe.says(refunded(refund("re_1", 200, RefundState.SUCCEEDED), refund("re_2", 300, RefundState.PENDING)));
            look();

            assertThat(told())
                    .filteredOn(each -> each instanceof PaymentRefunded told && told.whole())
                    .hasSize(1);
            assertThat(payments.of(promise).getFirst().state()).isEqualTo(PaymentRecord.State.REFUNDED);
            assertThat(moved()).isEqualTo(-500);
        }

        @Test
        void that_does_not_arrive_is_ours_again() {
            stripe.says(refunded(refund("re_1", 500, RefundState.SUCCEEDED)));
            look();
            var out = movement("txn_re_1", Meaning.REFUND, -500, 0);
            var in = movement("txn_back_re_1", Meaning.REFUND, 500, 0);
            stripe.says(refunded(new RefundFacts(
                    "re_1" + promise, RefundState.FAILED, Money.of(500, "EUR"), LATER, List.of(out, in))));
            look();
            look();

            assertThat(told()).hasSize(2).last().isInstanceOf(RefundFailed.class);
            assertThat(payments.of(promise).getFirst().state()).isEqualTo(PaymentRecord.State.SETTLED);
            assertThat(moved()).isZero();
        }

        @Test
        void is_read_without_being_asked_for_when_stripe_says_that_the_payment_was_touched() {
            var facts = paidFirst(promise);
            stripe.says(
                    promise, new PromiseFacts(facts.page(), facts.subscription(), facts.payments(), Set.of(intent)));
            stripe.says(refunded(refund("re_1", 500, RefundState.SUCCEEDED)));

            payments.refresh(promise);

            assertThat(payments.of(promise).getFirst().state()).isEqualTo(PaymentRecord.State.REFUNDED);
        }

        @Test
        void is_not_forgotten_when_an_older_answer_says_that_the_payment_is_whole() {
            stripe.says(refunded(refund("re_1", 500, RefundState.SUCCEEDED)));
            look();

            payments.refresh(promise);

            assertThat(payments.of(promise).getFirst().state()).isEqualTo(PaymentRecord.State.REFUNDED);
        }
    }

    @Nested
    class A_dispute {
        @Test
        void that_is_lost_costs_the_money_and_the_fee() {
            long fees = ledger.balance(Account.STRIPE_FEES, EUR);
            stripe.says(disputed(dispute(DisputeState.NEEDS_RESPONSE, false)));
            look();
            stripe.says(disputed(dispute(DisputeState.LOST, false)));
            look();
            look();

            assertThat(told())
                    .hasSize(2)
                    .first()
                    .isInstanceOfSatisfying(
                            PaymentDisputed.class,
                            told -> assertThat(told.inquiry()).isFalse());
            assertThat(told())
                    .last()
                    .isInstanceOfSatisfying(
                            DisputeClosed.class, told -> assertThat(told.won()).isFalse());
            assertThat(moved()).isEqualTo(-500 - 2000);
            assertThat(ledger.balance(Account.STRIPE_FEES, EUR) - fees).isEqualTo(2000);
        }

        @Test
        void ends_the_subscription_once_whatever_the_bank_decides() {
            stripe.says(disputed(dispute(DisputeState.NEEDS_RESPONSE, false)));
            look();
            stripe.says(disputed(dispute(DisputeState.LOST, false)));
            look();

            assertThat(stops()).isEqualTo(1);
        }

        @Test
        void that_is_only_asked_about_ends_nothing() {
            stripe.says(disputed(new DisputeFacts(
                    "dp_" + promise,
                    DisputeState.NEEDS_RESPONSE,
                    true,
                    "fraudulent",
                    FIVE_EUROS,
                    LATER,
                    DECEMBER,
                    0,
                    List.of())));
            look();

            assertThat(stops()).isZero();
        }

        private long stops() {
            return sql.sql(
                            "select count(*) from payments.stripe_command where promise_id = :promise and kind = 'cancel_now'")
                    .param("promise", promise)
                    .query(Long.class)
                    .single();
        }

        @Test
        void that_is_won_brings_the_money_back_and_not_the_fee() {
            stripe.says(disputed(dispute(DisputeState.NEEDS_RESPONSE, false)));
            look();
            stripe.says(disputed(dispute(DisputeState.WON, false, movement("txn_won", Meaning.DISPUTE, 500, 0))));
            look();

            assertThat(moved()).isEqualTo(-2000);
            assertThat(told())
                    .last()
                    .isInstanceOfSatisfying(
                            DisputeClosed.class, told -> assertThat(told.won()).isTrue());
        }

        @Test
        void that_is_only_asked_about_moves_nothing_and_may_become_one() {
            stripe.says(disputed(new DisputeFacts(
                    "dp_" + promise,
                    DisputeState.NEEDS_RESPONSE,
                    true,
                    "fraudulent",
                    FIVE_EUROS,
                    LATER,
                    DECEMBER,
                    0,
                    List.of())));
            look();
            assertThat(moved()).isZero();
            assertThat(told())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            PaymentDisputed.class,
                            told -> assertThat(told.inquiry()).isTrue());

            stripe.says(disputed(dispute(DisputeState.NEEDS_RESPONSE, false)));
            look();

            assertThat(told())
                    .hasSize(2)
                    .last()
                    .isInstanceOfSatisfying(
                            PaymentDisputed.class,
                            told -> assertThat(told.inquiry()).isFalse());
        }
    }

    private void look() {
        refresher.refresh(promise, Set.of(intent));
    }

    /** Without what is told of the command that ends the subscription: it goes its own way. */
    private List<PaymentEvent> told() {
        return heard.of(promise).stream()
                .filter(each -> !(each instanceof PaymentEvent.CommandDone)
                        && !(each instanceof PaymentEvent.CommandRefused)
                        && !(each instanceof PaymentEvent.SubscriptionChanged))
                .toList();
    }

    private long moved() {
        return ledger.balance(Account.STRIPE_BALANCE, EUR) - balance;
    }

    private MoneyBack refunded(RefundFacts... refunds) {
        return new MoneyBack(intent, List.of(refunds), List.of());
    }

    private MoneyBack disputed(DisputeFacts dispute) {
        return new MoneyBack(intent, List.of(), List.of(dispute));
    }

    private RefundFacts refund(String id, long amount, RefundState state) {
        return new RefundFacts(
                id + promise,
                state,
                Money.of(amount, "EUR"),
                LATER,
                List.of(movement("txn_" + id, Meaning.REFUND, -amount, 0)));
    }

    private DisputeFacts dispute(DisputeState state, boolean inquiry, Movement... more) {
        var movements = new java.util.ArrayList<>(List.of(movement("txn_dp", Meaning.DISPUTE, -500, 2000)));
        movements.addAll(List.of(more));
        return new DisputeFacts(
                "dp_" + promise, state, inquiry, "fraudulent", FIVE_EUROS, LATER, DECEMBER, 0, movements);
    }

    private Movement movement(String id, Meaning meaning, long amount, long fee) {
        return new Movement(id + promise, meaning, EUR, amount, fee, LATER, null);
    }
}
