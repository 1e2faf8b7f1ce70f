package org.broadsheet.sandbox.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.payments.Charging;
import org.broadsheet.sandbox.engine.periods.PeriodEnds;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

class WaitingChangeTests {
    private final Shop shop = Shop.withACard();

    private Doc changedOncePaid(Doc subscription) {
        shop.world.refuseEverything(Decline.generic());
        return shop.update(
                subscription,
                shop.switchTo(subscription, shop.price(200_000, "month"))
                        .set("proration_behavior", "always_invoice")
                        .set("payment_behavior", "pending_if_incomplete"));
    }

    private void end(Doc subscription) {
        shop.world.step(step -> Ending.atOnce(step, step.need(subscription.id()), Fields.empty()));
    }

    private void pay(String invoice) {
        shop.world.refuseNothing();
        shop.world.step(step -> Collection.payNow(step, step.need(invoice), Fields.empty()));
    }

    @Nested
    class When_the_subscription_ends_first {
        @Test
        void nobody_can_revive_it_by_paying_for_the_change() {
            var subscription = shop.monthly(1_000);
            shop.halfAPeriodLater(subscription);
            var invoice = changedOncePaid(subscription).text("latest_invoice");
            end(subscription);

            assertThat(shop.again(invoice).find("status")).isEqualTo("void");
            assertThatThrownBy(() -> pay(invoice)).isInstanceOf(Problem.class);
            assertThat(shop.again(subscription).find("status")).isEqualTo("canceled");
            assertThat(shop.again(subscription).isSet("pending_update")).isFalse();
        }

        @Test
        void nobody_can_resume_it_by_paying() {
            var subscription = shop.monthly(1_000);
            shop.world.step(step -> {
                // As a trial that ends without a card leaves it.
                var rests = step.need(subscription.id());
                rests.json().put("status", "paused");
                return rests;
            });
            shop.world.refuseEverything(Decline.generic());
            shop.world.step(step -> Resumption.resume(step, step.need(subscription.id()), Fields.empty()));
            var invoice = shop.again(subscription).text("latest_invoice");
            end(subscription);

            assertThat(shop.again(invoice).find("status")).isEqualTo("void");
            assertThat(shop.again(subscription).hidden().isSet("resumption")).isFalse();
        }
    }

    @Test
    void a_status_leaves_its_graph_in_no_disguise() {
        var subscription = shop.monthly(1_000);
        end(subscription);

        assertThatThrownBy(() -> shop.again(subscription).set("status", StringNode.valueOf("active")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_change_waits_no_longer_than_the_period() {
        var subscription = shop.monthly(1_000);
        var end = PeriodEnds.first(subscription);
        shop.world.later(end - shop.world.now() - 7_200);
        var waiting = changedOncePaid(subscription);
        assertThat(waiting.number("pending_update.expires_at")).isEqualTo(end);

        shop.world.refuseNothing();
        shop.world.later(2 * Shop.A_DAY);
        assertThat(shop.again(waiting.text("latest_invoice")).find("status")).isEqualTo("void");
        assertThat(shop.latestInvoice(subscription).number("total")).isEqualTo(1_000);
        assertThat(shop.world.told)
                .containsSubsequence("customer.subscription.pending_update_expired", "invoice.created");
    }

    @Nested
    class When_nothing_has_to_be_paid {
        @Test
        void a_subscription_for_less_than_can_be_charged_begins() {
            var begun = shop.start(shop.wish(shop.price(20, "month")).set("payment_behavior", "default_incomplete"));

            assertThat(shop.latestInvoice(begun).find("status")).isEqualTo("paid");
            assertThat(begun.find("status")).isEqualTo("active");
        }
    }

    @Test
    void a_debit_that_is_refused_before_the_first_attempt_is_no_attempt() {
        var subscription = shop.monthly(1_000);
        shop.world.later(32 * Shop.A_DAY);
        var invoice = shop.latestInvoice(subscription);
        shop.world.step(step -> {
            var open = step.need(invoice.id());
            open.set("attempt_count", 0).json().put("status", "open");
            Collection.refusedLater(step, open, new Charging.Attempt.Refused(Decline.generic()), "pm_1");
            return open;
        });

        assertThat(shop.world.told).contains("invoice.payment_failed");
        assertThat(shop.again(invoice).isSet("next_payment_attempt")).isFalse();
    }
}
