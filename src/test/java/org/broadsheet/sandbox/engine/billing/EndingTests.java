package org.broadsheet.sandbox.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Setting;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EndingTests {
    private final Shop shop = Shop.withACard();

    private void end(Doc subscription, Fields how) {
        shop.world.told.clear();
        shop.world.step(step -> Ending.atOnce(step, step.need(subscription.id()), how));
    }

    @Nested
    class A_last_invoice {
        @Test
        void is_told_as_created_before_anything_else_is_told_of_it() {
            var subscription = shop.monthly(1_000);
            shop.halfAPeriodLater(subscription);
            shop.update(subscription, shop.switchTo(subscription, shop.price(3_000, "month")));
            end(subscription, Fields.empty().set("invoice_now", true));

            assertThat(shop.world.told)
                    .startsWith("customer.subscription.deleted", "invoice.created", "invoice.finalized");
            assertThat(shop.latestInvoice(subscription).find("status")).isEqualTo("paid");
        }

        @Test
        void is_told_so_at_the_end_of_a_period_as_well() {
            var subscription = shop.monthly(1_000);
            shop.halfAPeriodLater(subscription);
            shop.update(subscription, shop.switchTo(subscription, shop.price(3_000, "month")));
            shop.update(subscription, Fields.empty().set("cancel_at_period_end", true));
            shop.world.told.clear();
            shop.world.later(20 * Shop.A_DAY);

            assertThat(shop.world.told)
                    .startsWith("customer.subscription.deleted", "invoice.created", "invoice.finalized");
            assertThat(shop.world.told).contains("invoice.paid").doesNotContain("charge.failed");
        }

        @Test
        void is_collected_although_collection_was_paused() {
            var subscription = shop.monthly(1_000);
            shop.halfAPeriodLater(subscription);
            shop.update(subscription, shop.switchTo(subscription, shop.price(3_000, "month")));
            var pause = Fields.empty().set("behavior", "keep_as_draft");
            shop.update(subscription, Fields.empty().set("pause_collection", pause));
            end(subscription, Fields.empty().set("invoice_now", true));

            var last = shop.latestInvoice(subscription);
            assertThat(last.find("status")).isEqualTo("paid");
            assertThat(shop.world.lastTold(last.id()).json()).isEqualTo(last.json());
        }
    }

    @Test
    void what_the_customer_owes_for_anything_else_is_not_collected_by_itself_any_more() {
        var other = shop.monthly(700);
        var subscription = shop.monthly(500);
        shop.world.refuseEverything(Decline.generic());
        shop.world.later(32 * Shop.A_DAY);
        end(subscription, Fields.empty());

        for (var each : List.of(other, subscription)) {
            assertThat(shop.latestInvoice(each).find("status")).isEqualTo("open");
            assertThat(shop.latestInvoice(each).is("auto_advance")).isFalse();
            assertThat(shop.latestInvoice(each).isSet("next_payment_attempt")).isFalse();
        }
        assertThat(shop.world.told)
                .containsExactly("invoice.updated", "invoice.updated", "customer.subscription.deleted");
    }

    @Nested
    class When_the_only_failed_invoice_is_owed_no_more {
        private final Doc subscription = shop.monthly(500);

        private void renewalFails() {
            shop.world.refuseEverything(Decline.generic());
            shop.world.later(32 * Shop.A_DAY);
            assertThat(shop.again(subscription).find("status")).isEqualTo("past_due");
            assertThat(shop.again(shop.customer).is("delinquent")).isTrue();
            shop.world.told.clear();
        }

        @Test
        void voiding_it_brings_everybody_back_in_good_standing() {
            renewalFails();
            shop.world.step(step -> WriteOff.voidByHand(
                    step, step.need(shop.latestInvoice(subscription).id())));

            assertThat(shop.again(subscription).find("status")).isEqualTo("active");
            assertThat(shop.again(shop.customer).is("delinquent")).isFalse();
            assertThat(shop.world.told)
                    .containsExactly(
                            "invoice.updated",
                            "invoice.voided",
                            "payment_intent.canceled",
                            "customer.subscription.updated",
                            "customer.updated");
        }

        @Test
        void giving_it_up_does_so_too() {
            renewalFails();
            shop.world.step(step -> WriteOff.markUncollectible(
                    step, step.need(shop.latestInvoice(subscription).id())));

            assertThat(shop.again(subscription).find("status")).isEqualTo("active");
            assertThat(shop.again(shop.customer).is("delinquent")).isFalse();
        }

        @Test
        void an_older_one_that_failed_as_well_still_weighs() {
            renewalFails();
            shop.world.wish(Setting.AFTER_RETRIES, "past_due");
            shop.world.later(31 * Shop.A_DAY);
            shop.world.step(step -> WriteOff.voidByHand(
                    step, step.need(shop.latestInvoice(subscription).id())));

            assertThat(shop.again(subscription).find("status")).isEqualTo("past_due");
            assertThat(shop.again(shop.customer).is("delinquent")).isTrue();
        }
    }
}
