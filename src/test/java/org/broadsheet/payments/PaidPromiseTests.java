package org.broadsheet.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.Random;
import java.util.UUID;
import org.broadsheet.ledger.Account;
import org.broadsheet.money.Money;
import org.broadsheet.payments.PaymentEvent.CheckoutCompleted;
import org.broadsheet.payments.PaymentEvent.PaymentSettled;
import org.broadsheet.payments.PaymentEvent.SubscriptionChanged;
import org.broadsheet.payments.PromiseFacts.PageState;
import org.broadsheet.payments.PromiseFacts.PaymentState;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PaidPromiseTests extends PaymentsScene {

    @Nested
    class The_first_payment {
        @Test
        void is_told_once_however_often_we_look() {
            var promise = opened();
            stripe.says(promise, paidFirst(promise));

            payments.refresh(promise);
            payments.refresh(promise);

            assertThat(heard.of(promise)).hasSize(3);
            assertThat(heard.of(promise).get(0)).isInstanceOf(CheckoutCompleted.class);
            assertThat(heard.of(promise).get(2)).isInstanceOf(SubscriptionChanged.class);
            assertThat(heard.of(promise).get(1)).isInstanceOfSatisfying(PaymentSettled.class, settled -> {
                assertThat(settled.first()).isTrue();
                assertThat(settled.amount()).isEqualTo(FIVE_EUROS);
                assertThat(settled.at()).isEqualTo(PAID);
                assertThat(settled.periodEnd()).isEqualTo(DECEMBER);
            });
        }

        @Test
        void is_in_the_books_gross_fee_and_net() {
            var euros = Currency.getInstance("EUR");
            long balance = ledger.balance(Account.STRIPE_BALANCE, euros);
            long fees = ledger.balance(Account.STRIPE_FEES, euros);
            long given = ledger.balance(Account.CONTRIBUTIONS, euros);
            var promise = opened();
            stripe.says(promise, paidFirst(promise));

            payments.refresh(promise);
            payments.refresh(promise);

            assertThat(ledger.balance(Account.STRIPE_BALANCE, euros) - balance).isEqualTo(467);
            assertThat(ledger.balance(Account.STRIPE_FEES, euros) - fees).isEqualTo(33);
            assertThat(ledger.balance(Account.CONTRIBUTIONS, euros) - given).isEqualTo(-500);
        }

        @Test
        void is_known_before_stripe_has_booked_it_and_booked_when_it_has() {
            var promise = opened();
            var intent = "pi_" + promise;
            stripe.says(
                    promise,
                    facts(
                            promise,
                            PageState.COMPLETE,
                            true,
                            payment(intent, "in_1" + promise, PaymentState.SETTLED, PAID, DECEMBER, null)));
            payments.refresh(promise);
            assertThat(payments.of(promise))
                    .singleElement()
                    .satisfies(each -> assertThat(each.fee()).isNull());

            stripe.says(promise, paidFirst(promise));
            payments.refresh(promise);

            assertThat(payments.of(promise))
                    .singleElement()
                    .satisfies(each -> assertThat(each.fee()).isEqualTo(Money.of(33, "EUR")));
            assertThat(heard.of(promise))
                    .filteredOn(PaymentSettled.class::isInstance)
                    .hasSize(1);
        }

        @Test
        void is_not_unlearned_by_an_older_answer() {
            var promise = opened();
            var older = stripe.read(stripe.sessionOf(promise), java.util.Set.of());
            stripe.says(promise, paidFirst(promise));
            payments.refresh(promise);

            stripe.says(
                    promise,
                    facts(
                            promise,
                            PageState.COMPLETE,
                            true,
                            payment("pi_" + promise, "in_1" + promise, PaymentState.FAILED, PAID, DECEMBER, null)));
            payments.refresh(promise);

            assertThat(older.payments()).isEmpty();
            assertThat(payments.of(promise))
                    .singleElement()
                    .satisfies(each -> assertThat(each.state()).isEqualTo(PaymentRecord.State.SETTLED));
        }
    }

    @Nested
    class A_year_of_renewals {
        @Test
        void ends_the_same_in_whatever_order_and_however_often_events_make_us_look() {
            long seed = Long.getLong("broadsheet.seed", 20261123L);
            var random = new Random(seed);
            var promise = opened();
            for (int month = 0; month < 12; month++) {
                stripe.says(promise, months(promise, month + 1));
                for (int look = random.nextInt(4); look > 0; look--) {
                    payments.refresh(promise);
                }
            }
            payments.refresh(promise);

            assertThat(payments.of(promise)).as("seed %d", seed).hasSize(12);
            assertThat(heard.of(promise))
                    .as("seed %d", seed)
                    .filteredOn(PaymentSettled.class::isInstance)
                    .hasSize(12);
            assertThat(heard.of(promise))
                    .filteredOn(each -> each instanceof PaymentSettled settled && settled.first())
                    .hasSize(1);
        }

        @Test
        void is_found_by_the_reconciler_when_no_event_came() {
            var promise = opened();
            stripe.says(promise, paidFirst(promise));
            payments.refresh(promise);
            long_ago(promise);
            stripe.says(promise, months(promise, 2));

            reconciler.reconcile();

            assertThat(payments.of(promise)).hasSize(2);
        }

        private void long_ago(UUID promise) {
            sql.sql("""
                    update payments.subscription
                       set current_period_end = now() - interval '2 hours', read_at = now() - interval '1 hour'
                     where promise_id = :promise
                    """).param("promise", promise).update();
        }
    }
}
