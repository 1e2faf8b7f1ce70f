package org.broadsheet.sandbox.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.catalog.Coupons;
import org.broadsheet.sandbox.engine.periods.Debits;
import org.broadsheet.sandbox.engine.periods.PeriodEnds;
import org.junit.jupiter.api.Test;

/** Whatever is changed and whenever: the preview is the invoice that follows, to the cent. */
class PreviewPropertyTests {
    private static final int RUNS = Integer.getInteger("broadsheet.property.runs", 100);
    private static final int CHANGES = 6;
    private static final String[] INTERVALS = {"month", "month", "month", "year", "week"};
    private static final String[] BEHAVIORS = {"none", "create_prorations", "always_invoice"};

    @Test
    void random_changes_cost_what_their_preview_said() {
        for (int run = 0; run < RUNS; run++) {
            var seed = System.nanoTime();
            try {
                new Life(new Random(seed)).pass();
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("seed " + seed, broken);
            }
        }
    }

    private static final class Life {
        private final Random random;
        private final Shop shop = Shop.withACard();
        private Doc subscription;

        private Life(Random random) {
            this.random = random;
            this.subscription = shop.start(beginning());
        }

        private Fields beginning() {
            var prices = new ArrayList<String>();
            for (int i = 0; i <= random.nextInt(3); i++) prices.add(somePrice());
            var wish = shop.wish(prices.toArray(String[]::new));
            if (random.nextInt(4) == 0) wish.set("trial_period_days", 1 + random.nextInt(20));
            else if (random.nextInt(4) == 0)
                wish.set("billing_cycle_anchor", shop.world.now() + random.nextInt(600_000));
            if (random.nextInt(4) == 0) wish.set("proration_behavior", BEHAVIORS[random.nextInt(3)]);
            if (random.nextInt(5) == 0) wish.set("billing_mode", Fields.empty().set("type", "classic"));
            if (random.nextInt(3) == 0)
                wish.set("discounts", List.of(Fields.empty().set("coupon", someCoupon())));
            if (wish.isSet("billing_mode")) wish.set("items", List.of(Shop.item(prices.getFirst())));
            return wish;
        }

        private String someCoupon() {
            var terms = Fields.empty().set("duration", random.nextBoolean() ? "forever" : "once");
            if (random.nextBoolean()) terms.set("percent_off", String.valueOf(1 + random.nextInt(100)));
            else terms.set("amount_off", 1 + random.nextInt(3_000)).set("currency", "eur");
            return shop.world.step(step -> Coupons.create(step, terms)).id();
        }

        private String somePrice() {
            return shop.price(1 + random.nextInt(5_000), INTERVALS[random.nextInt(INTERVALS.length)]);
        }

        void pass() {
            for (int i = 0; i < CHANGES; i++) {
                shop.world.later(random.nextLong(20 * Shop.A_DAY));
                subscription = shop.again(subscription);
                change();
                debitsNeverPromiseMoreThanWasBilled();
            }
        }

        private void change() {
            var details = someChange();
            Doc preview;
            try {
                preview = shop.preview(subscription, details);
            } catch (Problem refused) {
                return;
            }
            var before = subscription.find("latest_invoice");
            subscription = shop.update(subscription, details);
            if (Objects.equals(before, subscription.find("latest_invoice")))
                shop.world.later(PeriodEnds.first(subscription) - shop.world.now());
            same(preview, shop.latestInvoice(subscription));
            subscription = shop.again(subscription);
        }

        private void same(Doc preview, Doc invoice) {
            assertThat(preview.objects("lines.data"))
                    .extracting(Life::said)
                    .containsExactlyElementsOf(invoice.objects("lines.data").stream()
                            .map(Life::said)
                            .toList());
            assertThat(preview.number("total")).isEqualTo(invoice.number("total"));
            assertThat(preview.number("subtotal")).isEqualTo(invoice.number("subtotal"));
        }

        private static String said(Fields line) {
            return line.text("description") + " " + line.number("amount") + " " + line.node("period");
        }

        private Fields someChange() {
            var change = Fields.empty().set("proration_behavior", BEHAVIORS[random.nextInt(3)]);
            switch (random.nextInt(9)) {
                case 0 -> change.set("billing_cycle_anchor", "now");
                case 1 -> change.set("trial_end", String.valueOf(shop.world.now() + 1 + random.nextInt(2_000_000)));
                case 2 -> change.set("trial_end", "now");
                default -> {}
            }
            if (random.nextInt(4) == 0 && !change.isSet("trial_end") && !change.isSet("billing_cycle_anchor"))
                change.set("proration_date", shop.world.now() - random.nextInt(80_000));
            if (random.nextInt(5) > 0) change.set("items", someItems());
            return change;
        }

        private List<Fields> someItems() {
            var wishes = new ArrayList<Fields>();
            for (var item : subscription.objects("items.data")) {
                var wish = Fields.empty().set("id", item.text("id"));
                switch (random.nextInt(4)) {
                    case 0 -> wishes.add(wish.set("quantity", 1 + random.nextInt(5)));
                    case 1 -> wishes.add(wish.set("price", somePrice()));
                    case 2 -> {
                        if (random.nextInt(3) == 0) wishes.add(wish.set("deleted", true));
                    }
                    default -> {}
                }
            }
            if (random.nextInt(3) == 0) wishes.add(Shop.item(somePrice()).set("quantity", 1 + random.nextInt(3)));
            return wishes;
        }

        /** Of each item nobody can get back more than the lines that were billed for it sum up to. */
        private void debitsNeverPromiseMoreThanWasBilled() {
            for (var debit : Debits.of(shop.again(subscription))) {
                assertThat(debit.amount()).isNotNegative();
                assertThat(debit.end()).isGreaterThanOrEqualTo(debit.start());
            }
        }
    }
}
