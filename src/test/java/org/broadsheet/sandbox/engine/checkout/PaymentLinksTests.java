package org.broadsheet.sandbox.engine.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Imagined;
import org.broadsheet.sandbox.engine.Problem;
import org.junit.jupiter.api.Test;

class PaymentLinksTests {
    private final Imagined world = new Imagined();

    @Test
    void a_link_sells_the_price_it_has_brought_along_and_nobody_else_does() {
        var price = Fields.empty()
                .set("currency", "eur")
                .set("unit_amount", 500)
                .set("product_data", Fields.empty().set("name", "Support"));
        var wish = Fields.empty()
                .set(
                        "line_items",
                        List.of(Fields.empty().set("price_data", price).set("quantity", 1)));
        var link = world.step(step -> PaymentLinks.create(step, wish));
        for (var time = 0; time < 2; time++) {
            var session = world.step(step -> PaymentLinks.open(step, step.need(link.id()), Fields.empty()));
            assertThat(session.number("amount_total")).isEqualTo(500);
        }

        var known = Fields.empty().set("price", world.only("price").id());
        var own = Fields.empty()
                .set("mode", "payment")
                .set("success_url", "http://a.example")
                .set("line_items", List.of(known));
        assertThatThrownBy(() -> world.step(step -> Checkouts.create(step, own)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("inactive");
    }
}
