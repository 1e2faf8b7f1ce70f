package org.broadsheet.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.broadsheet.sandbox.StripeDocument;
import org.junit.jupiter.api.Test;

class StatusesTests {

    @Test
    void every_status_is_one_of_stripes() {
        Statuses.graphs().forEach((kind, graph) -> {
            var known = known(kind);
            if (known.isEmpty()) return; // The document calls it a text and lists nothing.
            graph.forEach((from, next) -> {
                if (!from.equals("new")) assertThat(known).as(kind).contains(from);
                assertThat(known).as(kind).containsAll(next);
            });
        });
    }

    private static List<String> known(String kind) {
        var status = StripeDocument.document().at("/components/schemas/" + kind + "/properties/status");
        var list = status.findValue("enum");
        return list == null
                ? List.of()
                : list.valueStream().map(each -> each.asString()).toList();
    }

    @Test
    void nothing_goes_where_the_graph_does_not_lead() {
        var refund = Doc.fresh("refund").set("status", "succeeded");
        refund.isToldOf();

        assertThatThrownBy(() -> refund.set("status", "requires_action"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot go from succeeded to requires_action");
        assertThat(refund.find("status")).isEqualTo("succeeded");
    }

    @Test
    void what_nobody_has_heard_of_yet_can_still_begin_differently() {
        var subscription = Doc.fresh("subscription").set("status", "active");
        subscription.isToldOf();

        assertThat(subscription.set("status", "past_due").find("status")).isEqualTo("past_due");
    }
}
