package org.broadsheet.sandbox.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.cards.TestCard;
import org.broadsheet.sandbox.engine.catalog.Coupons;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProrationTests {
    private final Shop shop = Shop.withACard();

    @Nested
    class When_the_amount_goes_from_10_to_20_at_half_time {
        private Doc before;
        private Fields change;

        @BeforeEach
        void begin() {
            before = shop.monthly(1_000);
            change = shop.switchTo(before, shop.price(2_000, "month"));
            shop.halfAPeriodLater(before);
            shop.world.told.clear();
        }

        @Test
        void without_proration_nothing_is_due_and_nothing_told_but_the_change() {
            var after = shop.update(before, change.set("proration_behavior", "none"));

            assertThat(shop.world.told).containsExactly("customer.subscription.updated");
            assertThat(after.find("latest_invoice")).isEqualTo(before.find("latest_invoice"));
            shop.world.later(17 * Shop.A_DAY);
            assertThat(shop.latestInvoice(after).number("total")).isEqualTo(2_000);
        }

        @Test
        void prorations_wait_for_the_next_invoice() {
            var after = shop.update(before, change);

            assertThat(shop.world.told)
                    .containsExactly("invoiceitem.created", "invoiceitem.created", "customer.subscription.updated");
            assertThat(shop.all("invoiceitem"))
                    .extracting(item -> item.number("amount"))
                    .containsExactly(-500L, 1_000L);
            shop.world.later(17 * Shop.A_DAY);
            assertThat(shop.latestInvoice(after).number("total")).isEqualTo(2_500);
        }

        @Test
        void or_are_invoiced_at_once() {
            var after = shop.update(before, change.set("proration_behavior", "always_invoice"));
            var invoice = shop.latestInvoice(after);

            assertThat(invoice.number("total")).isEqualTo(500);
            assertThat(invoice.find("status")).isEqualTo("paid");
            assertThat(invoice.find("billing_reason")).isEqualTo("subscription_update");
            assertThat(shop.world.told)
                    .containsSubsequence(
                            "invoiceitem.created",
                            "invoice.created",
                            "customer.subscription.updated",
                            "invoice.finalized",
                            "charge.succeeded",
                            "invoice.paid");
        }

        @Test
        void the_credit_names_the_line_that_it_gives_back() {
            shop.update(before, change.set("proration_behavior", "always_invoice"));
            var first = shop.again(before.text("latest_invoice"));
            var credit = shop.latestInvoice(before).objects("lines.data").getFirst();

            assertThat(credit.text("description")).startsWith("Unused time on Support after ");
            assertThat(credit.find("parent.subscription_item_details.proration_details.credited_items.invoice"))
                    .isEqualTo(first.id());
            assertThat(credit.texts(
                            "parent.subscription_item_details.proration_details.credited_items.invoice_line_items"))
                    .containsExactly(first.objects("lines.data").getFirst().text("id"));
        }

        @Test
        void a_date_may_be_given_from_which_is_counted() {
            var start = Shop.firstItem(before).number("current_period_start");
            var after = shop.update(
                    before, change.set("proration_behavior", "always_invoice").set("proration_date", start));

            assertThat(shop.latestInvoice(after).number("total")).isEqualTo(1_000);
            assertThatThrownBy(() -> shop.update(after, change.set("proration_date", start - 1)))
                    .isInstanceOf(Problem.class);
        }

        @Test
        void credits_are_of_what_was_debited_and_not_of_what_it_costs_now() {
            var dearer = shop.update(before, change.set("proration_behavior", "none"));
            var cheaper = shop.switchTo(dearer, shop.price(500, "month")).set("proration_behavior", "always_invoice");
            shop.update(dearer, cheaper);

            assertThat(shop.latestInvoice(before).objects("lines.data"))
                    .extracting(line -> line.number("amount"))
                    .containsExactly(-500L, 250L);
        }

        @Test
        void what_was_never_owed_is_not_given_back() {
            shop.world.step(step -> {
                var invoice = step.need(before.text("latest_invoice"));
                invoice.json().put("status", "void");
                return invoice;
            });
            shop.update(before, change.set("proration_behavior", "always_invoice"));

            assertThat(shop.latestInvoice(before).objects("lines.data"))
                    .extracting(line -> line.number("amount"))
                    .containsExactly(1_000L);
        }
    }

    @Test
    void a_discount_is_off_what_is_given_back_and_what_is_billed_and_not_twice() {
        var coupon = shop.world
                .step(step -> Coupons.create(
                        step, Fields.empty().set("percent_off", "50").set("duration", "forever")))
                .id();
        var off = Fields.empty().set("coupon", coupon);
        var before = shop.start(shop.wish(shop.price(1_000, "month")).set("discounts", List.of(off)));
        assertThat(shop.latestInvoice(before).number("total")).isEqualTo(500);
        shop.halfAPeriodLater(before);
        var change = shop.switchTo(before, shop.price(2_000, "month"));
        shop.update(before, change.set("proration_behavior", "always_invoice"));

        assertThat(shop.latestInvoice(before).objects("lines.data"))
                .extracting(line -> line.number("amount"))
                .containsExactly(-250L, 500L);
        assertThat(shop.latestInvoice(before).number("total")).isEqualTo(250);
    }

    @Nested
    class When_items_come_and_go {
        private Doc subscription;

        @BeforeEach
        void begin() {
            subscription = shop.monthly(1_000);
            shop.halfAPeriodLater(subscription);
        }

        @Test
        void a_new_item_is_billed_for_the_rest_of_the_period() {
            var more = Fields.empty()
                    .set("items", List.of(Shop.item(shop.price(300, "month")).set("quantity", 2)))
                    .set("proration_behavior", "always_invoice");
            var after = shop.update(subscription, more);

            assertThat(shop.latestInvoice(after).number("total")).isEqualTo(300);
            assertThat(after.objects("items.data"))
                    .extracting(item -> item.number("current_period_end"))
                    .containsOnly(Shop.firstItem(subscription).number("current_period_end"));
        }

        @Test
        void a_quantity_is_a_change_like_any_other() {
            var id = Shop.firstItem(subscription).text("id");
            var more = Fields.empty()
                    .set("items", List.of(Fields.empty().set("id", id).set("quantity", 3)));
            shop.update(subscription, more.set("proration_behavior", "always_invoice"));

            assertThat(shop.latestInvoice(subscription).number("total")).isEqualTo(1_000);
        }

        @Test
        void an_item_that_goes_is_given_back_but_the_last_one_must_stay() {
            var id = Shop.firstItem(subscription).text("id");
            var gone = Fields.empty().set("id", id).set("deleted", true);
            var swap = Fields.empty().set("items", List.of(gone, Shop.item(shop.price(600, "month"))));
            shop.update(subscription, swap);

            assertThat(shop.all("invoiceitem"))
                    .extracting(item -> item.number("amount"))
                    .containsExactly(-500L, 300L);
            var last = Shop.firstItem(shop.again(subscription)).text("id");
            assertThatThrownBy(() -> shop.update(
                            subscription,
                            Fields.empty()
                                    .set(
                                            "items",
                                            List.of(Fields.empty()
                                                    .set("id", last)
                                                    .set("deleted", true)))))
                    .isInstanceOf(Problem.class);
        }
    }

    @Nested
    class When_a_month_becomes_a_year {
        private Doc before;
        private Fields yearly;

        @BeforeEach
        void begin() {
            before = shop.monthly(1_000);
            yearly = shop.switchTo(before, shop.price(12_000, "year"));
            shop.halfAPeriodLater(before);
        }

        @Test
        void the_anchor_stays_where_it_was() {
            var after = shop.update(before, yearly);

            assertThat(after.number("billing_cycle_anchor")).isEqualTo(before.number("billing_cycle_anchor"));
            assertThat(after.find("latest_invoice")).isEqualTo(before.find("latest_invoice"));
        }

        @Test
        void unless_it_is_moved_and_then_the_year_is_paid_now() {
            var after = shop.update(before, yearly.set("billing_cycle_anchor", "now"));
            var invoice = shop.latestInvoice(after);

            assertThat(after.number("billing_cycle_anchor")).isEqualTo(shop.world.now());
            assertThat(Shop.firstItem(after).number("current_period_start")).isEqualTo(shop.world.now());
            assertThat(invoice.number("total")).isEqualTo(11_500);
            assertThat(invoice.find("billing_reason")).isEqualTo("subscription_update");
            assertThat(shop.all("invoice")).hasSize(2);
        }
    }

    @Nested
    class When_it_is_cancelled_in_mid_period {
        private Doc subscription;

        @BeforeEach
        void begin() {
            subscription = shop.monthly(1_000);
            shop.halfAPeriodLater(subscription);
        }

        private void cancel(Fields given) {
            shop.world.step(step -> Ending.atOnce(step, step.need(subscription.id()), given));
        }

        @Test
        void nothing_is_given_back_unless_it_is_asked_for() {
            cancel(Fields.empty());

            assertThat(shop.all("invoiceitem")).isEmpty();
        }

        @Test
        void the_unused_time_may_be_given_back_on_a_last_invoice() {
            cancel(Fields.empty().set("prorate", true).set("invoice_now", true));
            var last = shop.latestInvoice(subscription);

            assertThat(last.number("total")).isEqualTo(-500);
            assertThat(last.number("amount_due")).isZero();
            assertThat(last.find("status")).isEqualTo("paid");
        }
    }

    @Nested
    class When_the_bank_does_not_pay_for_the_change {
        private Doc before;
        private Fields change;

        @BeforeEach
        void begin() {
            before = shop.monthly(1_000);
            change = shop.switchTo(before, shop.price(2_000, "month")).set("proration_behavior", "always_invoice");
            shop.halfAPeriodLater(before);
            shop.world.refuseEverything(Decline.generic());
            shop.world.told.clear();
        }

        @Test
        void it_is_changed_all_the_same_and_past_due() {
            var after = shop.update(before, change);

            assertThat(after.find("status")).isEqualTo("past_due");
            assertThat(Shop.firstItem(after).number("price.unit_amount")).isEqualTo(2_000);
        }

        @Test
        void or_it_is_not_changed_and_the_request_fails() {
            assertThatThrownBy(() -> shop.update(before, change.set("payment_behavior", "error_if_incomplete")))
                    .isInstanceOf(Problem.class);
            assertThat(shop.again(before).json()).isEqualTo(before.json());
            assertThat(shop.world.told).isEmpty();
        }

        @Test
        void or_the_change_waits_for_its_money() {
            var waiting = shop.update(before, change.set("payment_behavior", "pending_if_incomplete"));

            assertThat(waiting.find("status")).isEqualTo("active");
            assertThat(Shop.firstItem(waiting).number("price.unit_amount")).isEqualTo(1_000);
            assertThat(waiting.objects("pending_update.subscription_items")
                            .getFirst()
                            .number("price.unit_amount"))
                    .isEqualTo(2_000);

            shop.world.refuseNothing();
            shop.world.step(step -> Collection.payNow(step, step.need(waiting.text("latest_invoice")), Fields.empty()));
            var changed = shop.again(before);
            assertThat(Shop.firstItem(changed).number("price.unit_amount")).isEqualTo(2_000);
            assertThat(changed.isSet("pending_update")).isFalse();
            assertThat(shop.world.told).contains("customer.subscription.pending_update_applied");
        }

        @Test
        void and_waits_no_longer_than_23_hours() {
            shop.update(before, change.set("payment_behavior", "pending_if_incomplete"));
            shop.world.later(23 * 3_600);

            var after = shop.again(before);
            assertThat(after.isSet("pending_update")).isFalse();
            assertThat(Shop.firstItem(after).number("price.unit_amount")).isEqualTo(1_000);
            assertThat(shop.latestInvoice(after).find("status")).isEqualTo("void");
            assertThat(shop.world.told).contains("customer.subscription.pending_update_expired");
        }
    }

    @Test
    void a_card_that_asks_back_leaves_the_change_pending_without_a_debt() {
        var careful = new Shop(TestCard.ASKS_BUT_IS_SET_UP);
        var before = careful.start(careful.wish(careful.price(1_000, "month")).set("off_session", true));
        var change = careful.switchTo(before, careful.price(2_000, "month"))
                .set("proration_behavior", "always_invoice")
                .set("payment_behavior", "pending_if_incomplete");
        careful.halfAPeriodLater(before);
        var after = careful.update(before, change);

        assertThat(after.isSet("pending_update")).isTrue();
        assertThat(careful.again(careful.customer).is("delinquent")).isFalse();
    }
}
