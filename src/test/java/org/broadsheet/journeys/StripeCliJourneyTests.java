package org.broadsheet.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.broadsheet.sandbox.Rehearsal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stripe's own command line, which we did not write, takes the sandbox for Stripe. */
@Tag("deep")
class StripeCliJourneyTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @TempDir
    Path home;

    private static Path cli;

    @BeforeAll
    static void install() {
        cli = NpmTools.stripeCommandLine();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "charge.dispute.closed",
                "charge.refund.updated",
                "checkout.session.async_payment_succeeded",
                "checkout.session.completed",
                "customer.subscription.created",
                "invoice.payment_action_required",
                "subscription.payment_failed",
                "subscription.payment_succeeded",
                "test_helpers.test_clock.ready"
            })
    void check_40_its_trigger_succeeds(String event) throws Exception {
        assertThat(trigger(event)).contains("Trigger succeeded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "balance.available",
                "billing_portal.configuration.created",
                "billing_portal.configuration.updated",
                "billing_portal.session.created",
                "charge.captured",
                "charge.dispute.created",
                "charge.dispute.updated",
                "charge.failed",
                "charge.refunded",
                "charge.succeeded",
                "checkout.session.async_payment_failed",
                "checkout.session.expired",
                "coupon.created",
                "coupon.deleted",
                "coupon.updated",
                "credit_note.created",
                "credit_note.updated",
                "credit_note.voided",
                "customer.created",
                "customer.deleted",
                "customer.subscription.deleted",
                "customer.subscription.paused",
                "customer.subscription.trial_will_end",
                "customer.subscription.updated",
                "customer.updated",
                "invoice.created",
                "invoice.deleted",
                "invoice.finalized",
                "invoice.marked_uncollectible",
                "invoice.paid",
                "invoice.payment_failed",
                "invoice.payment_succeeded",
                "invoice.sent",
                "invoice.updated",
                "invoice.voided",
                "invoiceitem.created",
                "invoiceitem.deleted",
                "payment_intent.amount_capturable_updated",
                "payment_intent.canceled",
                "payment_intent.created",
                "payment_intent.payment_failed",
                "payment_intent.processing",
                "payment_intent.requires_action",
                "payment_intent.succeeded",
                "payment_link.created",
                "payment_method.attached",
                "payment_method.detached",
                "payment_method.updated",
                "payout.created",
                "payout.updated",
                "price.created",
                "price.updated",
                "product.created",
                "product.deleted",
                "product.updated",
                "setup_intent.canceled",
                "setup_intent.created",
                "setup_intent.requires_action",
                "setup_intent.setup_failed",
                "setup_intent.succeeded",
                "subscription_schedule.expiring",
                "test_helpers.test_clock.advancing",
                "test_helpers.test_clock.created",
                "test_helpers.test_clock.deleted"
            })
    void so_do_those_of_everything_else_that_the_sandbox_covers(String event) throws Exception {
        assertThat(trigger(event)).contains("Trigger succeeded");
    }

    /** With an empty home: nobody's settings, and no address of Stripe's that a login would have left there. */
    private String trigger(String event) throws Exception {
        var base = "http://127.0.0.1:" + rehearsal.sandbox.address().getPort();
        var builder = new ProcessBuilder(List.of(
                        cli.toAbsolutePath().toString(),
                        "trigger",
                        event,
                        "--api-base",
                        base,
                        "--api-key",
                        Rehearsal.KEY))
                .redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("STRIPE_CLI_TELEMETRY_OPTOUT", "1");
        var running = builder.start();
        var said = new String(running.getInputStream().readAllBytes());
        assertThat(running.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return said;
    }
}
