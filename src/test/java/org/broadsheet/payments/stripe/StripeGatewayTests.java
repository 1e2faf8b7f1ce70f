package org.broadsheet.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.SandboxBuyer;
import org.broadsheet.TestPartsWithSandbox;
import org.broadsheet.money.Money;
import org.broadsheet.payments.CheckoutRequest;
import org.broadsheet.payments.PaymentGateway;
import org.broadsheet.payments.PromiseFacts.PageState;
import org.broadsheet.payments.PromiseFacts.PaymentState;
import org.broadsheet.payments.SubscriptionFacts;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.publication.Assets;
import org.broadsheet.publication.Frequency;
import org.broadsheet.sandbox.Sandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.context.ContextConfiguration;

/** The real SDK, over HTTP, against the sandbox. */
@ApplicationModuleTest(
        mode = BootstrapMode.ALL_DEPENDENCIES,
        module = "payments",
        webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ContextConfiguration(initializers = TestPartsWithSandbox.class)
@Import(StripeGatewayTests.Parts.class)
class StripeGatewayTests {
    private static final Money FIVE_EUROS = Money.of(500, "EUR");

    @Autowired
    PaymentGateway gateway;

    @Autowired
    StripeClient stripe;

    @Autowired
    Sandbox sandbox;

    private SandboxBuyer buyer;

    @BeforeEach
    void somebody_has_a_card() {
        buyer = new SandboxBuyer(sandbox.address());
    }

    @Test
    void the_same_key_gives_the_same_page() {
        var request = request(Frequency.MONTHLY);

        assertThat(gateway.open(request, "checkout:" + request.promise()))
                .isEqualTo(gateway.open(request, "checkout:" + request.promise()));
    }

    @Test
    void a_page_can_be_found_by_its_promise() {
        var request = request(Frequency.ONCE);
        var page = gateway.open(request, "checkout:" + request.promise());

        assertThat(gateway.findPage(request.promise(), Instant.now().minus(1, ChronoUnit.HOURS)))
                .contains(page);
        assertThat(gateway.findPage(UUID.randomUUID(), Instant.now().minus(1, ChronoUnit.HOURS)))
                .isEmpty();
    }

    @Test
    void nobody_has_paid_a_page_that_is_open() {
        var page = open(Frequency.MONTHLY);

        var facts = gateway.read(page.sessionId(), Set.of());

        assertThat(facts.page().state()).isEqualTo(PageState.OPEN);
        assertThat(facts.subscription()).isNull();
        assertThat(facts.payments()).isEmpty();
    }

    @Test
    void a_single_gift_has_its_payment_with_fee_and_card() {
        var page = open(Frequency.ONCE);
        assertThat(buyer.pay(page.address(), SandboxBuyer.GOOD_CARD)).isEqualTo(303);

        var facts = gateway.read(page.sessionId(), Set.of());

        assertThat(facts.page().paid()).isTrue();
        assertThat(facts.page().payer()).isEqualTo(new EmailAddress("elif@example.org"));
        assertThat(facts.subscription()).isNull();
        assertThat(facts.payments()).singleElement().satisfies(each -> {
            assertThat(each.state()).isEqualTo(PaymentState.SETTLED);
            assertThat(each.amount()).isEqualTo(FIVE_EUROS);
            assertThat(each.card()).isEqualTo("Visa 4242");
            assertThat(each.invoiceId()).isNull();
            assertThat(each.settlement()).isNotNull();
            assertThat(each.settlement().gross()).isEqualTo(FIVE_EUROS);
            assertThat(each.settlement().fee().isZero()).isFalse();
        });
    }

    @Test
    void a_monthly_gift_has_a_subscription_whose_period_is_a_month() {
        var page = open(Frequency.MONTHLY);
        buyer.pay(page.address(), SandboxBuyer.GOOD_CARD);

        var facts = gateway.read(page.sessionId(), Set.of());

        assertThat(facts.subscription()).isNotNull();
        var subscription = facts.subscription().facts();
        assertThat(subscription.status()).isEqualTo(SubscriptionFacts.Status.ACTIVE);
        assertThat(subscription.amount()).isEqualTo(FIVE_EUROS);
        assertThat(subscription.stopsAt()).isNull();
        assertThat(facts.payments()).singleElement().satisfies(each -> {
            assertThat(each.state()).isEqualTo(PaymentState.SETTLED);
            assertThat(each.invoiceId()).isNotNull();
            assertThat(each.periodEnd()).isEqualTo(subscription.periodEnd());
        });
    }

    @Test
    void a_declined_card_leaves_the_page_open() {
        var page = open(Frequency.MONTHLY);
        assertThat(buyer.pay(page.address(), SandboxBuyer.DECLINED_CARD)).isNotEqualTo(303);

        assertThat(gateway.read(page.sessionId(), Set.of()).page().state()).isEqualTo(PageState.OPEN);
    }

    @Test
    void a_month_later_there_is_a_second_payment_and_what_is_booked_is_not_read_again() {
        var page = open(Frequency.MONTHLY);
        buyer.pay(page.address(), SandboxBuyer.GOOD_CARD);
        var first = gateway.read(page.sessionId(), Set.of()).payments().getFirst();

        buyer.monthPasses();

        var both = gateway.read(page.sessionId(), Set.of()).payments();
        assertThat(both).hasSize(2).allSatisfy(each -> assertThat(each.state()).isEqualTo(PaymentState.SETTLED));
        assertThat(both.getFirst()).isEqualTo(first);
        assertThat(both.get(1).periodStart()).isEqualTo(first.periodEnd());
        assertThat(gateway.read(page.sessionId(), Set.of(first.invoiceId())).payments())
                .containsExactly(both.get(1));
    }

    @Test
    void a_page_that_is_closed_says_so_and_a_paid_one_stays_paid() {
        var closed = open(Frequency.ONCE);
        gateway.close(closed.sessionId());
        assertThat(gateway.read(closed.sessionId(), Set.of()).page().state()).isEqualTo(PageState.EXPIRED);

        var paid = open(Frequency.ONCE);
        buyer.pay(paid.address(), SandboxBuyer.GOOD_CARD);
        gateway.close(paid.sessionId());
        assertThat(gateway.read(paid.sessionId(), Set.of()).page().paid()).isTrue();
    }

    @Test
    void what_we_make_carries_our_marks_and_the_promise() throws Exception {
        var request = request(Frequency.MONTHLY);
        var page = gateway.open(request, "checkout:" + request.promise());
        buyer.pay(page.address(), SandboxBuyer.GOOD_CARD);

        var subscription = stripe.v1()
                .subscriptions()
                .retrieve(
                        gateway.read(page.sessionId(), Set.of()).subscription().subscriptionId());

        assertThat(subscription.getMetadata())
                .containsEntry("broadsheet_promise", request.promise().toString())
                .containsKeys("broadsheet_instance", "broadsheet_schema");
    }

    @Test
    void what_stripe_does_not_know_is_a_failure_without_anybodys_words() {
        assertThatThrownBy(() -> gateway.read("cs_test_unknown", Set.of()))
                .isInstanceOf(PaymentGateway.Unreachable.class)
                .hasMessageContaining("resource_missing");
    }

    private PaymentGateway.Page open(Frequency frequency) {
        var request = request(frequency);
        return gateway.open(request, "checkout:" + request.promise());
    }

    private static CheckoutRequest request(Frequency frequency) {
        return new CheckoutRequest(
                UUID.randomUUID(),
                FIVE_EUROS,
                frequency,
                "Support The Meridian",
                Locale.ENGLISH,
                new EmailAddress("elif@example.org"),
                URI.create("http://localhost:8080/support/thanks/x"),
                URI.create("http://localhost:8080/support/cancelled"));
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Parts {
        @Bean
        Assets assets() {
            return path -> path;
        }
    }
}
