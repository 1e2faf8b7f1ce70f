package org.broadsheet.sandbox.engine.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Imagined;
import org.broadsheet.sandbox.engine.cards.CardForm;
import org.broadsheet.sandbox.engine.cards.TestCard;
import org.broadsheet.sandbox.engine.customers.Customers;
import org.broadsheet.sandbox.engine.payments.SetupIntents;
import org.junit.jupiter.api.Test;

class PortalCardsTests {
    private final Imagined world = new Imagined();

    private PortalCards.Outcome change(Doc session, TestCard card) {
        return world.step(step -> {
            var configuration = step.need(session.text("configuration"));
            configuration.set("features.payment_method_update.enabled", true);
            return PortalCards.change(
                    step,
                    step.need(session.id()),
                    configuration,
                    step.need(session.text("customer")),
                    CardForm.Details.valid(card, step.now()),
                    null,
                    "http://a.example");
        });
    }

    @Test
    void a_card_is_kept_although_the_api_has_canceled_the_attempt_before() {
        var session = world.step(step -> {
            var customer = Customers.create(step, "elif@example.org", "Elif");
            var wish = Fields.empty().set("customer", customer.id()).set("return_url", "http://a.example");
            return PortalSessions.create(step, wish);
        });
        assertThat(change(session, TestCard.DECLINED)).isInstanceOf(PortalCards.Outcome.Refused.class);
        var begun = world.only("setup_intent").id();
        world.step(step -> SetupIntents.cancel(step, step.need(begun), Fields.empty()));

        assertThat(change(session, TestCard.VISA)).isInstanceOf(PortalCards.Outcome.Kept.class);
    }
}
