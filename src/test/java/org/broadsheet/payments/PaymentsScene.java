package org.broadsheet.payments;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.broadsheet.TestParts;
import org.broadsheet.ledger.Ledger;
import org.broadsheet.money.Money;
import org.broadsheet.payments.PaymentEvent.PaymentSettled;
import org.broadsheet.payments.PromiseFacts.PageState;
import org.broadsheet.payments.PromiseFacts.PaymentFacts;
import org.broadsheet.payments.PromiseFacts.PaymentState;
import org.broadsheet.payments.PromiseFacts.Settlement;
import org.broadsheet.payments.PromiseFacts.SubscriptionState;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
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

/** Payments with a Stripe that says what it is told to say, and a listener that remembers. */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@ContextConfiguration(initializers = TestParts.class)
@Import(PaymentsTests.Parts.class)
abstract class PaymentsScene {
    static final Money FIVE_EUROS = Money.of(500, "EUR");
    static final Instant PAID = Instant.parse("2026-11-23T06:51:00Z");
    static final Instant DECEMBER = Instant.parse("2026-12-23T06:51:00Z");
    static final Instant JANUARY = Instant.parse("2027-01-23T06:51:00Z");

    @Autowired
    Payments payments;

    @Autowired
    Refresher refresher;

    @Autowired
    Reconciler reconciler;

    @Autowired
    CommandWorker worker;

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
        stripe.commands.losesAnswers = false;
        stripe.commands.breaks = false;
        stripe.commands.silent = null;
        stripe.commands.refusesWith = null;
        heard.events.clear();
    }

    UUID opened() {
        var promise = UUID.randomUUID();
        payments.open(monthly(promise));
        return promise;
    }

    static CheckoutRequest monthly(UUID promise) {
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

    PromiseFacts paidFirst(UUID promise) {
        return months(promise, 1);
    }

    PromiseFacts months(UUID promise, int count) {
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

    PromiseFacts facts(UUID promise, PageState state, boolean paid, PaymentFacts... all) {
        var session = stripe.sessionOf(promise);
        return new PromiseFacts(
                FakeStripe.page(session, state, paid),
                new SubscriptionState(
                        "sub_" + promise,
                        "cus_" + session,
                        new SubscriptionFacts(SubscriptionFacts.Status.ACTIVE, FIVE_EUROS, PAID, DECEMBER, null, null)),
                List.of(all));
    }

    static PaymentFacts failed(UUID promise, int attempts) {
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

    static PaymentFacts payment(
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
