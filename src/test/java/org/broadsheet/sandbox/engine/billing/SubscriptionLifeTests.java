package org.broadsheet.sandbox.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Imagined;
import org.broadsheet.sandbox.engine.Setting;
import org.broadsheet.sandbox.engine.cards.CardForm;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.cards.TestCard;
import org.broadsheet.sandbox.engine.checkout.Buyer;
import org.broadsheet.sandbox.engine.checkout.CheckoutPayment;
import org.broadsheet.sandbox.engine.checkout.Checkouts;
import org.broadsheet.sandbox.engine.customers.Customers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SubscriptionLifeTests {
    private static final long A_DAY = 86_400;
    private final Imagined world = new Imagined();

    @BeforeEach
    void subscribe() {
        world.step(step -> {
            var session = Checkouts.create(step, wish());
            var card = CardForm.Details.valid(TestCard.VISA, step.now());
            var buyer = new Buyer("a@example.org", "Ada", null, null, false);
            return CheckoutPayment.pay(
                    step, session, buyer, () -> PaymentMethods.create(step, card, "a@example.org", "Ada"));
        });
        world.told.clear();
    }

    private static Fields wish() {
        var price = Fields.empty()
                .set("currency", "eur")
                .set("unit_amount", 500)
                .set("product_data", Fields.empty().set("name", "Support"))
                .set("recurring", Fields.empty().set("interval", "month"));
        return Fields.empty()
                .set("mode", "subscription")
                .set("success_url", "http://a.example")
                .set("line_items", List.of(Fields.empty().set("price_data", price)));
    }

    @Test
    void a_renewal_is_announced_drafted_and_paid() {
        world.later(32 * A_DAY);

        assertThat(world.told)
                .containsSubsequence("invoice.upcoming", "invoice.created", "invoice.finalized", "invoice.paid");
        assertThat(world.only("subscription").find("status")).isEqualTo("active");
    }

    @Nested
    class When_the_bank_says_no {
        @Test
        void a_hard_no_is_not_asked_again_but_the_schedule_runs_on() {
            world.refuseEverything(new Decline("card_declined", "lost_card", "no", true));
            world.later(60 * A_DAY);

            assertThat(world.told.stream().filter("charge.failed"::equals)).hasSize(1);
            assertThat(world.told.stream().filter("invoice.payment_failed"::equals))
                    .hasSize(4);
            assertThat(world.told).contains("customer.subscription.deleted");
        }

        @Test
        void without_retries_the_first_no_is_the_end() {
            world.wish(Setting.RETRY_DAYS, "");
            world.refuseEverything(Decline.generic());
            world.later(32 * A_DAY);

            assertThat(world.only("subscription").find("status")).isEqualTo("canceled");
        }

        @Test
        void past_due_may_be_for_ever() {
            world.wish(Setting.RETRY_DAYS, "1");
            world.wish(Setting.AFTER_RETRIES, "past_due");
            world.refuseEverything(Decline.generic());
            world.later(58 * A_DAY);

            assertThat(world.only("subscription").find("status")).isEqualTo("past_due");
        }
    }

    @Test
    void ending_stops_the_collection_of_what_is_open() {
        world.refuseEverything(Decline.generic());
        world.later(32 * A_DAY);
        world.step(
                step -> Ending.atOnce(step, step.need(world.only("subscription").id()), Fields.empty()));
        world.told.clear();
        world.later(365 * A_DAY);

        assertThat(world.told).isEmpty();
    }

    @Test
    void deleting_the_customer_ends_the_subscription_first() {
        world.step(
                step -> Customers.delete(step, step.need(world.only("customer").id())));

        assertThat(world.told).containsExactly("customer.subscription.deleted", "customer.deleted");
    }
}
