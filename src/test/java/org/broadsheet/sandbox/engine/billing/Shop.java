package org.broadsheet.sandbox.engine.billing;

import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Imagined;
import org.broadsheet.sandbox.engine.cards.CardForm;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.cards.TestCard;
import org.broadsheet.sandbox.engine.catalog.Catalog;
import org.broadsheet.sandbox.engine.customers.Customers;

/** A world with one customer who has a card, and a shop that sells them subscriptions. */
final class Shop {
    static final long A_DAY = 86_400;
    final Imagined world = new Imagined();
    final String customer;

    Shop(TestCard card) {
        customer = world.step(step -> {
            var buyer = Customers.create(step, "elif@example.org", "Elif");
            var method = PaymentMethods.create(step, CardForm.Details.valid(card, step.now()), null, null);
            PaymentMethods.attach(step, method, buyer.id());
            buyer.set("invoice_settings.default_payment_method", method.id());
            return buyer.id();
        });
        world.told.clear();
    }

    static Shop withACard() {
        return new Shop(TestCard.VISA);
    }

    Shop withoutCard() {
        world.step(step -> step.need(customer).set("invoice_settings.default_payment_method", null));
        return this;
    }

    String price(long amount, String interval) {
        return world.step(step -> Catalog.createPrice(
                        step,
                        Fields.empty()
                                .set("currency", "eur")
                                .set("unit_amount", amount)
                                .set("product_data", Fields.empty().set("name", "Support"))
                                .set("recurring", Fields.empty().set("interval", interval))))
                .id();
    }

    static Fields item(String price) {
        return Fields.empty().set("price", price);
    }

    Fields wish(String... prices) {
        return Fields.empty()
                .set("customer", customer)
                .set("items", List.of(prices).stream().map(Shop::item).toList());
    }

    Doc start(Fields wish) {
        var id = world.step(step -> SubscriptionStart.create(step, wish)).id();
        return again(id);
    }

    Doc monthly(long amount) {
        return start(wish(price(amount, "month")));
    }

    Doc update(Doc subscription, Fields given) {
        world.step(step -> Subscriptions.update(step, step.need(subscription.id()), given));
        return again(subscription.id());
    }

    Doc preview(Doc subscription, Fields details) {
        var given = Fields.empty().set("subscription", subscription.id()).set("subscription_details", details);
        return world.step(step -> Previews.preview(step, given));
    }

    Doc again(Doc doc) {
        return again(doc.id());
    }

    Doc again(String id) {
        var found = world.find(id);
        if (found == null) throw new AssertionError("No " + id);
        return found;
    }

    Doc latestInvoice(Doc subscription) {
        return again(again(subscription).text("latest_invoice"));
    }

    /** Halfway through the period that is under way. */
    void halfAPeriodLater(Doc subscription) {
        var item = firstItem(subscription);
        world.later((item.number("current_period_start") + item.number("current_period_end")) / 2 - world.now());
    }

    static Fields firstItem(Doc subscription) {
        return subscription.objects("items.data").getFirst();
    }

    Fields switchTo(Doc subscription, String price) {
        return Fields.empty()
                .set(
                        "items",
                        List.of(item(price).set("id", firstItem(subscription).text("id"))));
    }

    List<Doc> all(String kind) {
        return world.like(kind, Fields.empty().json());
    }
}
