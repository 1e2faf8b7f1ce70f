package org.broadsheet.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.SandboxBuyer;
import org.broadsheet.TestPartsWithSandbox;
import org.broadsheet.money.Money;
import org.broadsheet.payments.CheckoutRequest;
import org.broadsheet.payments.CommandOutcome;
import org.broadsheet.payments.CommandOutcome.Done;
import org.broadsheet.payments.CommandOutcome.Refused;
import org.broadsheet.payments.PaymentGateway;
import org.broadsheet.payments.PaymentGateway.CommandCall;
import org.broadsheet.payments.PromiseFacts;
import org.broadsheet.payments.StripeCommand;
import org.broadsheet.payments.SubscriptionFacts;
import org.broadsheet.payments.SubscriptionFacts.Status;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.publication.Frequency;
import org.broadsheet.sandbox.Sandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.context.ContextConfiguration;

/** What each command does at Stripe: the real SDK, over HTTP, against the sandbox. */
@ApplicationModuleTest(
        mode = BootstrapMode.ALL_DEPENDENCIES,
        module = "payments",
        webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ContextConfiguration(initializers = TestPartsWithSandbox.class)
@Import(StripeGatewayTests.Parts.class)
class StripeCommandTests {
    private static final Money FIVE_EUROS = Money.of(500, "EUR");
    private static final Money TEN_EUROS = Money.of(1_000, "EUR");

    @Autowired
    PaymentGateway gateway;

    @Autowired
    StripeClient stripe;

    @Autowired
    Sandbox sandbox;

    private SandboxBuyer buyer;
    private String session = "";
    private String subscription = "";

    @BeforeEach
    void somebody_gives_five_euros_a_month() {
        buyer = new SandboxBuyer(sandbox.address());
        var promise = UUID.randomUUID();
        var page = gateway.open(
                new CheckoutRequest(
                        promise,
                        FIVE_EUROS,
                        Frequency.MONTHLY,
                        "Support The Meridian, monthly",
                        Locale.ENGLISH,
                        new EmailAddress("elif@example.org"),
                        URI.create("http://localhost:8080/support/thanks/x"),
                        URI.create("http://localhost:8080/support/cancelled")),
                "checkout:" + promise);
        buyer.pay(page.address(), SandboxBuyer.GOOD_CARD);
        session = page.sessionId();
        subscription = read().subscription().subscriptionId();
    }

    @Test
    void stopping_lets_it_run_to_the_end_of_what_is_paid_and_no_further() {
        var before = facts();

        assertThat(carryOut(new StripeCommand.StopAtPeriodEnd())).isEqualTo(new Done(null));
        assertThat(facts().status()).isEqualTo(Status.ACTIVE);
        assertThat(facts().stopsAt()).isEqualTo(before.periodEnd());

        buyer.monthPasses();
        assertThat(facts().status()).isEqualTo(Status.ENDED);
        assertThat(read().payments()).hasSize(1);
    }

    @Test
    void a_stop_can_be_withdrawn_whichever_way_it_was_said() throws Exception {
        carryOut(new StripeCommand.StopAtPeriodEnd());
        carryOut(new StripeCommand.KeepGoing());
        assertThat(facts().stopsAt()).isNull();

        // A date, as Stripe's own pages set.
        stripe.v1()
                .subscriptions()
                .update(
                        subscription,
                        com.stripe.param.SubscriptionUpdateParams.builder()
                                .setCancelAt(com.stripe.param.SubscriptionUpdateParams.CancelAt.MAX_PERIOD_END)
                                .build());
        assertThat(facts().stopsAt()).isNotNull();
        carryOut(new StripeCommand.KeepGoing());
        assertThat(facts().stopsAt()).isNull();
    }

    @Test
    void ending_at_once_takes_and_gives_nothing_and_doing_it_again_is_done() {
        assertThat(carryOut(new StripeCommand.CancelNow())).isEqualTo(new Done(null));
        assertThat(facts().status()).isEqualTo(Status.ENDED);

        assertThat(carryOut(new StripeCommand.CancelNow())).isEqualTo(new Done(null));
        assertThat(read().payments()).hasSize(1);
    }

    @Test
    void another_amount_is_charged_from_the_next_time_on() {
        assertThat(carryOut(new StripeCommand.ChangeAmount(TEN_EUROS))).isEqualTo(new Done(null));
        assertThat(facts().amount()).isEqualTo(TEN_EUROS);
        assertThat(read().payments()).hasSize(1);

        buyer.monthPasses();
        assertThat(read().payments())
                .extracting(PromiseFacts.PaymentFacts::amount)
                .containsExactly(FIVE_EUROS, TEN_EUROS);
    }

    @Test
    void another_rhythm_begins_when_what_is_paid_is_used_up() {
        var before = facts();

        assertThat(carryOut(new StripeCommand.ChangeFrequency(
                        Frequency.ANNUAL, TEN_EUROS, before.periodEnd(), "Support The Meridian, annually")))
                .isEqualTo(new Done(null));
        assertThat(facts().status()).isEqualTo(Status.ACTIVE);
        assertThat(facts().periodEnd()).isEqualTo(before.periodEnd());
        assertThat(read().payments()).hasSize(1);

        buyer.monthPasses();
        var payments = read().payments();
        assertThat(payments).hasSize(2);
        assertThat(payments.getLast().amount()).isEqualTo(TEN_EUROS);
        assertThat(ChronoUnit.DAYS.between(
                        payments.getLast().periodStart(), payments.getLast().periodEnd()))
                .isBetween(365L, 366L);
    }

    @Test
    void a_pause_takes_no_money_and_ends_when_it_is_told_to() {
        var resumes = facts().periodEnd().plus(5, ChronoUnit.DAYS);

        assertThat(carryOut(new StripeCommand.PauseUntil(resumes))).isEqualTo(new Done(null));
        assertThat(facts().status()).isEqualTo(Status.PAUSED);

        buyer.monthPasses();
        assertThat(read().payments())
                .filteredOn(each -> each.state() == PromiseFacts.PaymentState.SETTLED)
                .hasSize(1);

        assertThat(carryOut(new StripeCommand.Resume())).isEqualTo(new Done(null));
        assertThat(facts().status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void another_day_is_charged_next_and_nothing_before() {
        var later = facts().periodEnd().plus(9, ChronoUnit.DAYS);

        assertThat(carryOut(new StripeCommand.MoveNextCharge(later))).isEqualTo(new Done(null));

        assertThat(facts().status()).isEqualTo(Status.ACTIVE);
        assertThat(facts().periodEnd()).isEqualTo(later);
        buyer.monthPasses();
        assertThat(read().payments()).hasSize(1);
    }

    @Test
    void a_refund_is_made_once_and_found_again() {
        var intent = read().payments().getFirst().paymentIntentId();
        var call = new CommandCall(
                UUID.randomUUID(),
                "command:" + UUID.randomUUID(),
                new StripeCommand.Refund(UUID.randomUUID(), Money.of(200, "EUR")),
                null,
                intent,
                null);
        assertThat(gateway.outcomeOf(call)).isEmpty();

        var done = (Done) gateway.carryOut(call);

        assertThat(done.stripeObject()).startsWith("re_");
        assertThat(gateway.outcomeOf(call)).contains(done);
        assertThat(gateway.carryOut(call)).isEqualTo(done);
    }

    @Test
    void what_was_done_can_be_told_from_what_was_not() {
        var first = call(new StripeCommand.StopAtPeriodEnd());
        assertThat(gateway.outcomeOf(first)).isEmpty();
        gateway.carryOut(first);
        assertThat(gateway.outcomeOf(first)).contains(new Done(null));
        assertThat(gateway.outcomeOf(call(new StripeCommand.KeepGoing()))).isEmpty();
    }

    @Test
    void a_refusal_comes_with_stripes_code() {
        carryOut(new StripeCommand.CancelNow());

        assertThat(carryOut(new StripeCommand.ChangeAmount(TEN_EUROS))).isInstanceOf(Refused.class);
        assertThat(gateway.carryOut(new CommandCall(
                        UUID.randomUUID(),
                        "x" + UUID.randomUUID(),
                        new StripeCommand.Resume(),
                        "sub_none",
                        null,
                        null)))
                .isEqualTo(new Refused("resource_missing"));
    }

    private CommandOutcome carryOut(StripeCommand command) {
        return gateway.carryOut(call(command));
    }

    private CommandCall call(StripeCommand command) {
        var id = UUID.randomUUID();
        return new CommandCall(id, "command:" + id, command, subscription, null, null);
    }

    private PromiseFacts read() {
        return gateway.read(session, Set.of());
    }

    private SubscriptionFacts facts() {
        return read().subscription().facts();
    }
}
