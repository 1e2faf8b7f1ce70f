package org.broadsheet.sandbox.engine.balance;

import static org.assertj.core.api.Assertions.assertThat;

import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Imagined;
import org.broadsheet.sandbox.engine.Setting;
import org.junit.jupiter.api.Test;

class ReversalTests {
    private final Imagined world = new Imagined();

    @Test
    void what_is_reversed_on_its_way_arrives_and_is_not_credited_twice() {
        world.wish(Setting.PAYOUT_FAILURE, "account_closed");
        var payout = world.step(step -> {
            var begun = step.create("payout", "po_1234567890123456");
            begun.set("amount", 1_000)
                    .set("currency", "usd")
                    .set("source_type", "card")
                    .set("arrival_date", step.now() + 3_600)
                    .set("status", "in_transit");
            Payouts.reverse(step, begun, Fields.empty());
            return begun;
        });
        world.later(3_600);

        var arrived = world.step(step -> step.need(payout.id()));
        assertThat(arrived.find("status")).isEqualTo("paid");
        assertThat(world.told).doesNotContain("payout.failed");
    }
}
