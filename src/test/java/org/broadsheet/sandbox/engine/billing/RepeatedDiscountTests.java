package org.broadsheet.sandbox.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.catalog.Coupons;
import org.broadsheet.sandbox.engine.invoices.InvoiceItems;
import org.junit.jupiter.api.Test;

class RepeatedDiscountTests {
    private final Shop shop = Shop.withACard();
    private final Doc subscription = shop.monthly(1_000);

    private void coupon(String id, long percent) {
        shop.world.step(step -> Coupons.create(
                step, Fields.empty().set("id", id).set("percent_off", percent).set("duration", "forever")));
    }

    private Doc give(Fields... discounts) {
        return shop.update(subscription, Fields.empty().set("discounts", List.of(discounts)));
    }

    private static Fields by(String how, String id) {
        return Fields.empty().set(how, id);
    }

    @Test
    void no_coupon_counts_twice() {
        coupon("TEN", 10);

        assertThatThrownBy(() -> give(by("coupon", "TEN"), by("coupon", "TEN"))).isInstanceOf(Problem.class);
        var kept = give(by("coupon", "TEN")).texts("discounts").getFirst();
        assertThatThrownBy(() -> give(by("discount", kept), by("coupon", "TEN")))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> give(by("discount", kept), by("discount", kept)))
                .isInstanceOf(Problem.class);
        assertThat(shop.again(subscription).texts("discounts")).containsExactly(kept);
        assertThat(shop.again("TEN").number("times_redeemed")).isEqualTo(1);
    }

    @Test
    void a_switch_from_one_coupon_to_another_is_told_as_one_change() {
        coupon("TEN", 10);
        coupon("HALF", 50);
        give(by("coupon", "TEN"));
        shop.world.happenings.clear();
        var now = give(by("coupon", "HALF")).texts("discounts").getFirst();

        assertThat(Stream.of("customer.discount.created", "customer.discount.deleted"))
                .noneMatch(type -> !shop.world.momentsOf(type).isEmpty());
        assertThat(shop.world.lastTold(now).find("source.coupon")).isEqualTo("HALF");
        var told = shop.world.happenings.stream()
                .filter(each -> each.type().equals("customer.discount.updated"))
                .findFirst()
                .orElseThrow();
        assertThat(new Fields(told.json()).find("data.previous_attributes.source.coupon"))
                .isEqualTo("TEN");
        assertThat(shop.preview(shop.again(subscription), Fields.empty()).number("total"))
                .isEqualTo(500);
    }

    @Test
    void the_id_of_a_deleted_coupon_is_free_again() {
        coupon("SPRING", 10);
        give(by("coupon", "SPRING"));
        assertThatThrownBy(() -> coupon("SPRING", 20)).isInstanceOf(Problem.class);

        shop.world.step(step -> {
            Coupons.delete(step, step.need("SPRING"));
            return true;
        });
        coupon("SPRING", 50);
        assertThat(shop.again("SPRING").is("valid")).isTrue();
        assertThat(shop.again("SPRING").number("times_redeemed")).isZero();
        // Whoever has it keeps what it promised them.
        assertThat(shop.preview(shop.again(subscription), Fields.empty()).number("total"))
                .isEqualTo(900);
    }

    @Test
    void a_proration_keeps_its_sign_since_its_quantity_is_not_for_sale() {
        shop.halfAPeriodLater(subscription);
        shop.update(subscription, shop.switchTo(subscription, shop.price(2_000, "month")));
        var credit = shop.all("invoiceitem").stream()
                .filter(item -> item.number("amount") < 0)
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> shop.world.step(step -> InvoiceItems.update(
                        step, step.need(credit.id()), Fields.empty().set("quantity", 1))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("proration");
        assertThat(shop.again(credit).number("amount")).isEqualTo(credit.number("amount"));
    }
}
