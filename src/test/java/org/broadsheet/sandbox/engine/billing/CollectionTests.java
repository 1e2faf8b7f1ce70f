package org.broadsheet.sandbox.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Setting;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.customers.Customers;
import org.broadsheet.sandbox.engine.invoices.Drafts;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CollectionTests {
    private final Shop shop = Shop.withACard();
    private final Doc subscription = shop.monthly(500);

    @Nested
    class A_card_that_was_detached {
        @Test
        void is_not_charged_though_an_invoice_names_it() {
            var card = shop.world.only("payment_method").id();
            shop.world.later(31 * Shop.A_DAY);
            var before = shop.all("charge").size();
            shop.world.step(step -> {
                var draft = Drafts.create(step, Fields.empty().set("customer", shop.customer));
                draft.set("default_payment_method", card);
                PaymentMethods.detach(step, step.need(card));
                assertThat(Collection.methodFor(step, draft)).isEmpty();
                return draft;
            });

            shop.world.later(Shop.A_DAY);
            assertThat(shop.all("charge")).hasSize(before);
        }

        @Test
        void is_nobodys_usual_one_any_more_and_that_is_told() {
            var card = shop.world.only("payment_method").id();
            shop.world.step(step -> step.need(subscription.id()).set("default_payment_method", card));
            shop.world.told.clear();
            shop.world.step(step -> PaymentMethods.detach(step, step.need(card)));

            assertThat(shop.world.told)
                    .containsExactly("payment_method.detached", "customer.updated", "customer.subscription.updated");
        }
    }

    @Test
    void giving_up_an_old_invoice_does_not_end_a_trial_that_has_begun_since() {
        shop.world.wish(Setting.RETRY_DAYS, "3");
        shop.world.wish(Setting.AFTER_RETRIES, "unpaid");
        shop.world.refuseEverything(Decline.generic());
        shop.world.later(32 * Shop.A_DAY);
        assertThat(shop.again(subscription).find("status")).isEqualTo("past_due");

        var trial = Fields.empty().set("trial_end", shop.world.now() + 20 * Shop.A_DAY);
        shop.update(subscription, trial.set("proration_behavior", "none"));
        shop.world.later(5 * Shop.A_DAY);
        assertThat(shop.again(subscription).find("status")).isEqualTo("trialing");
    }

    @Test
    void nothing_of_a_deleted_customer_is_collected_and_that_is_told() {
        shop.world.step(step -> Drafts.create(step, Fields.empty().set("customer", shop.customer))
                .set("auto_advance", true)
                .set("automatically_finalizes_at", step.now() + 60));
        shop.world.told.clear();
        shop.world.step(step -> Customers.delete(step, step.need(shop.customer)));

        assertThat(shop.world.told)
                .containsExactly("customer.subscription.deleted", "invoice.updated", "customer.deleted");
    }
}
