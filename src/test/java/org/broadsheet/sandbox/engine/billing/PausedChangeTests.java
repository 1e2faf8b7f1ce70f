package org.broadsheet.sandbox.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.invoices.Drafts;
import org.broadsheet.sandbox.engine.invoices.InvoiceItems;
import org.junit.jupiter.api.Test;

class PausedChangeTests {
    private final Shop shop = Shop.withACard();

    @Test
    void an_invoice_that_is_kept_as_a_draft_is_told_as_what_it_is() {
        var subscription = shop.start(shop.wish(shop.price(1_745, "week")));
        var pause = Fields.empty().set("behavior", "keep_as_draft").set("resumes_at", shop.world.now() + 3_000_000);
        shop.update(subscription, Fields.empty().set("pause_collection", pause));
        shop.halfAPeriodLater(subscription);
        shop.update(
                subscription,
                shop.switchTo(subscription, shop.price(4_159, "year")).set("proration_behavior", "always_invoice"));

        var draft = shop.latestInvoice(subscription);
        assertThat(draft.find("status")).isEqualTo("draft");
        assertThat(draft.is("auto_advance")).isFalse();
        assertThat(shop.world.lastTold(draft.id()).json()).isEqualTo(draft.json());
    }

    @Test
    void an_invoice_finalised_by_hand_is_told_with_the_hour_in_which_it_is_charged() {
        var wish = Fields.empty().set("customer", shop.customer);
        var item = Fields.empty()
                .set("customer", shop.customer)
                .set("currency", "eur")
                .set("amount", 900);
        shop.world.step(step -> InvoiceItems.create(step, item));
        var id = shop.world
                .step(step -> Drafts.create(
                        step, wish.set("auto_advance", true).set("pending_invoice_items_behavior", "include")))
                .id();
        shop.world.step(step -> Finalization.byHand(step, step.need(id), Fields.empty()));

        assertThat(shop.again(id).number("next_payment_attempt")).isEqualTo(shop.world.now() + 3_600);
        assertThat(shop.world.lastTold(id).json()).isEqualTo(shop.again(id).json());
    }
}
