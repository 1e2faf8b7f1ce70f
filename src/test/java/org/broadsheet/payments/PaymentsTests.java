package org.broadsheet.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.broadsheet.TestParts;
import org.broadsheet.ledger.Account;
import org.broadsheet.ledger.Ledger;
import org.broadsheet.money.Money;
import org.broadsheet.payments.PaymentEvent.CheckoutCompleted;
import org.broadsheet.payments.PaymentEvent.PaymentFailed;
import org.broadsheet.payments.PaymentEvent.PaymentSettled;
import org.broadsheet.payments.PaymentEvent.SubscriptionChanged;
import org.broadsheet.payments.PromiseFacts.PageState;
import org.broadsheet.payments.PromiseFacts.PaymentFacts;
import org.broadsheet.payments.PromiseFacts.PaymentState;
import org.broadsheet.payments.PromiseFacts.Settlement;
import org.broadsheet.payments.PromiseFacts.SubscriptionState;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@ContextConfiguration(initializers = TestParts.class)
@Import(PaymentsTests.Parts.class)
class PaymentsTests {
    private static final Money FIVE_EUROS = Money.of(500, "EUR");
    private static final Instant PAID = Instant.parse("2026-11-23T06:51:00Z");
    private static final Instant DECEMBER = Instant.parse("2026-12-23T06:51:00Z");
    private static final Instant JANUARY = Instant.parse("2027-01-23T06:51:00Z");

    @Autowired
    Payments payments;

    @Autowired
    Refresher refresher;

    @Autowired
    Reconciler reconciler;

    @Autowired
    Ledger ledger;

    @Autowired
    FakeStripe stripe;

    @Autowired
    Heard heard;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void stripe_is_well() {
        stripe.answers = true;
        stripe.losesAnswers = false;
        heard.events.clear();
    }

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
            assertThat(heard.of(promise).get(1)).isInstanceOf(SubscriptionChanged.class);
            assertThat(heard.of(promise).get(2)).isInstanceOfSatisfying(PaymentSettled.class, settled -> {
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
    void two_payments_for_one_period_are_never_both_taken_in() {
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

        assertThatThrownBy(() -> refresher.refresh(promise)).hasStackTraceContaining("payment_one_per_period");
        assertThat(payments.of(promise)).hasSize(1);
    }

    @Test
    void stopping_lets_what_is_paid_run_out_and_is_told_once() {
        var promise = opened();
        stripe.says(promise, paidFirst(promise));
        payments.refresh(promise);
        heard.events.clear();

        assertThat(payments.stopAtPeriodEnd(promise)).isTrue();
        assertThat(payments.stopAtPeriodEnd(promise)).isTrue();

        assertThat(heard.of(promise))
                .singleElement()
                .isInstanceOfSatisfying(
                        SubscriptionChanged.class,
                        changed -> assertThat(changed.facts().stopsAt()).isEqualTo(DECEMBER));
    }

    @Test
    void stopping_says_so_when_stripe_is_silent() {
        var promise = opened();
        stripe.says(promise, paidFirst(promise));
        payments.refresh(promise);
        stripe.answers = false;

        assertThat(payments.stopAtPeriodEnd(promise)).isFalse();
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

    private UUID opened() {
        var promise = UUID.randomUUID();
        payments.open(monthly(promise));
        return promise;
    }

    private static CheckoutRequest monthly(UUID promise) {
        return new CheckoutRequest(
                promise,
                FIVE_EUROS,
                Frequency.MONTHLY,
                "Support The Meridian, monthly",
                Locale.ENGLISH,
                null,
                URI.create("http://localhost:8080/support/thanks/x"),
                URI.create("http://localhost:8080/support/cancelled"));
    }

    private PromiseFacts paidFirst(UUID promise) {
        return months(promise, 1);
    }

    private PromiseFacts months(UUID promise, int count) {
        var all = new ArrayList<PaymentFacts>();
        for (int i = 0; i < count; i++) {
            var start = PAID.atZone(java.time.ZoneOffset.UTC).plusMonths(i).toInstant();
            var end = PAID.atZone(java.time.ZoneOffset.UTC).plusMonths(i + 1).toInstant();
            var suffix = i == 0 ? "" : String.valueOf(i + 1);
            all.add(payment(
                    "pi_" + suffix + promise,
                    "in_" + (i + 1) + promise,
                    PaymentState.SETTLED,
                    start,
                    end,
                    "txn_" + suffix + promise));
        }
        return facts(promise, PageState.COMPLETE, true, all.toArray(PaymentFacts[]::new));
    }

    private PromiseFacts facts(UUID promise, PageState state, boolean paid, PaymentFacts... all) {
        var session = stripe.sessionOf(promise);
        return new PromiseFacts(
                FakeStripe.page(session, state, paid),
                new SubscriptionState(
                        "sub_" + promise,
                        "cus_" + session,
                        new SubscriptionFacts(SubscriptionFacts.Status.ACTIVE, FIVE_EUROS, PAID, DECEMBER, null, null)),
                List.of(all));
    }

    private static PaymentFacts failed(UUID promise, int attempts) {
        return new PaymentFacts(
                "pi_2" + promise,
                "ch_2" + promise,
                "in_2" + promise,
                PaymentState.FAILED,
                FIVE_EUROS,
                DECEMBER,
                null,
                DECEMBER,
                JANUARY,
                "Visa 0341",
                "generic_decline",
                attempts,
                DECEMBER.plusSeconds(259_200));
    }

    private static PaymentFacts payment(
            String intent,
            String invoice,
            PaymentState state,
            Instant from,
            Instant until,
            @Nullable String transaction) {
        return new PaymentFacts(
                intent,
                "ch_" + intent,
                invoice,
                state,
                FIVE_EUROS,
                from,
                transaction == null ? null : new Settlement(transaction, FIVE_EUROS, Money.of(33, "EUR"), from),
                from,
                until,
                "Visa 4242",
                null,
                1,
                null);
    }

    /** Everything that was told, inside the transaction that told it. */
    static class Heard {
        final List<PaymentEvent> events = Collections.synchronizedList(new ArrayList<>());
        volatile @Nullable UUID failsFor;

        @EventListener
        void on(PaymentEvent event) {
            events.add(event);
            if (event.promise().equals(failsFor) && event instanceof PaymentSettled) {
                throw new IllegalStateException("a listener failed");
            }
        }

        List<PaymentEvent> of(UUID promise) {
            return events.stream()
                    .filter(each -> each.promise().equals(promise))
                    .toList();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Parts {
        @Bean
        @Primary
        FakeStripe fakeStripe() {
            return new FakeStripe();
        }

        @Bean
        Heard heard() {
            return new Heard();
        }

        @Bean
        org.broadsheet.publication.Assets assets() {
            return path -> path;
        }
    }
}
