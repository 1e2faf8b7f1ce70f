package org.broadsheet.sandbox.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import org.broadsheet.sandbox.engine.Fields;
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
}
