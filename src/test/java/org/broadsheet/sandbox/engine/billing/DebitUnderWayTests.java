package org.broadsheet.sandbox.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.NewMethods;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.cards.TestAccount;
import org.broadsheet.sandbox.engine.invoices.Drafts;
import org.broadsheet.sandbox.engine.invoices.InvoiceItems;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DebitUnderWayTests {
    private final Shop shop = Shop.withACard();

    private Doc subscribe(TestAccount account) {
        payFrom(account);
        return shop.monthly(500);
    }

    private void payFrom(TestAccount account) {
        shop.world.step(step -> {
            var method = NewMethods.account(step, account, "elif@example.org", "Elif");
            PaymentMethods.attach(step, method, shop.customer);
            return step.need(shop.customer).set("invoice_settings.default_payment_method", method.id());
        });
    }

    private Doc invoice(Step step) {
        return step.need(shop.world.only("invoice").id());
    }

    @Nested
    class A_subscription_that_begins_with_a_debit {
        @Test
        void is_active_as_soon_as_the_bank_is_asked_and_stays_so() {
            var subscription = subscribe(TestAccount.SEPA);
            assertThat(subscription.find("status")).isEqualTo("active");

            shop.world.later(6 * Shop.A_DAY);
            assertThat(shop.again(subscription).find("status")).isEqualTo("active");
            assertThat(shop.world.only("payment_intent").find("status")).isEqualTo("succeeded");
            assertThat(shop.latestInvoice(subscription).find("status")).isEqualTo("paid");
        }

        @Test
        void falls_behind_when_the_bank_says_no() {
            var subscription = subscribe(TestAccount.SEPA_FAILS);
            shop.world.later(6 * Shop.A_DAY);

            assertThat(shop.again(subscription).find("status")).isEqualTo("past_due");
            assertThat(shop.latestInvoice(subscription).find("next_payment_attempt"))
                    .isNotNull();
        }

        @Test
        void can_end_meanwhile_and_the_money_comes_all_the_same() {
            var subscription = subscribe(TestAccount.SEPA);
            shop.world.step(step -> Ending.atOnce(step, step.need(subscription.id()), Fields.empty()));
            shop.world.later(6 * Shop.A_DAY);

            assertThat(shop.latestInvoice(subscription).find("status")).isEqualTo("paid");
            assertThat(shop.again(subscription).find("status")).isEqualTo("canceled");
        }
    }

    @Nested
    class Its_invoice {
        @Test
        void cannot_be_voided_or_paid_elsewhere_or_again_while_the_bank_thinks() {
            subscribe(TestAccount.SEPA);

            assertThatThrownBy(() -> shop.world.step(step -> WriteOff.voidByHand(step, invoice(step))))
                    .isInstanceOf(Problem.class);
            var elsewhere = Fields.empty().set("paid_out_of_band", true);
            assertThatThrownBy(() -> shop.world.step(step -> Collection.payNow(step, invoice(step), elsewhere)))
                    .isInstanceOf(Problem.class);
            assertThatThrownBy(() -> shop.world.step(step -> Collection.payOnPage(
                            step,
                            invoice(step),
                            Collection.methodFor(step, invoice(step)).orElseThrow())))
                    .isInstanceOf(Problem.class);
            assertThat(shop.all("charge")).hasSize(1);
        }

        @Test
        void cannot_be_credited_while_the_bank_thinks() {
            subscribe(TestAccount.SEPA);
            var all = Fields.empty()
                    .set("invoice", shop.world.only("invoice").id())
                    .set("amount", 500);

            assertThatThrownBy(() -> shop.world.step(step -> CreditNotes.create(step, all)))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("being processed");
        }

        @Test
        void is_left_behind_by_its_debit_when_it_has_to_be_voided() {
            subscribe(TestAccount.SEPA);
            shop.world.step(step -> WriteOff.voidNow(step, invoice(step)));
            shop.world.later(6 * Shop.A_DAY);

            assertThat(shop.world.only("payment_intent").find("status")).isEqualTo("succeeded");
            assertThat(shop.world.only("charge").find("status")).isEqualTo("succeeded");
            assertThat(shop.world.only("invoice").find("status")).isEqualTo("void");
        }
    }

    @Nested
    class Whoever_wants_it_to_go_on_by_itself_meanwhile {
        @Test
        void has_it_charged_again_an_hour_after_the_banks_no() {
            subscribe(TestAccount.SEPA_FAILS);
            var invoice = shop.world.step(this::writtenByHand).id();
            shop.world.step(step -> Finalization.byHand(step, step.need(invoice), Fields.empty()));
            shop.world.step(step -> Collection.payNow(step, step.need(invoice), Fields.empty()));
            assertThat(shop.again(invoice).isSet("next_payment_attempt")).isFalse();

            shop.world.step(step ->
                    Drafts.update(step, step.need(invoice), Fields.empty().set("auto_advance", true)));
            assertThat(shop.again(invoice).isSet("next_payment_attempt")).isFalse();

            shop.world.later(8 * Shop.A_DAY);
            assertThat(shop.again(invoice).number("attempt_count")).isPositive();
        }

        private Doc writtenByHand(Step step) {
            InvoiceItems.create(
                    step,
                    Fields.empty()
                            .set("customer", shop.customer)
                            .set("currency", "eur")
                            .set("amount", 700));
            return Drafts.create(
                    step,
                    Fields.empty().set("customer", shop.customer).set("pending_invoice_items_behavior", "include"));
        }
    }

    @Test
    void what_was_left_to_people_meanwhile_is_not_asked_for_again() {
        var subscription = subscribe(TestAccount.SEPA_FAILS);
        shop.world.step(step -> Ending.atOnce(step, step.need(subscription.id()), Fields.empty()));
        shop.world.later(20 * Shop.A_DAY);

        assertThat(shop.latestInvoice(subscription).isSet("next_payment_attempt"))
                .isFalse();
        assertThat(shop.all("charge")).hasSize(1);
    }

    @Test
    void a_part_of_it_cannot_be_credited_either() {
        subscribe(TestAccount.SEPA);
        var part =
                Fields.empty().set("invoice", shop.world.only("invoice").id()).set("amount", 100);

        assertThatThrownBy(() -> shop.world.step(step -> CreditNotes.create(step, part)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("being processed");
        assertThat(shop.world.only("invoice").number("pre_payment_credit_notes_amount"))
                .isZero();
    }

    @Nested
    class What_waits_for_its_money {
        private Doc changedOncePaid(TestAccount account) {
            var subscription = subscribe(account);
            shop.world.later(6 * Shop.A_DAY);
            return shop.update(
                    subscription,
                    shop.switchTo(subscription, shop.price(9_000, "month"))
                            .set("proration_behavior", "always_invoice")
                            .set("payment_behavior", "pending_if_incomplete"));
        }

        @Test
        void comes_with_the_order_to_the_bank_and_is_not_called_off_by_the_hours_that_pass() {
            var changed = changedOncePaid(TestAccount.SEPA);
            shop.world.later(6 * Shop.A_DAY);

            assertThat(shop.world.told).doesNotContain("customer.subscription.pending_update_expired");
            assertThat(changed.isSet("pending_update")).isFalse();
            assertThat(Shop.firstItem(shop.again(changed)).number("price.unit_amount"))
                    .isEqualTo(9_000);
            assertThat(shop.latestInvoice(changed).find("status")).isEqualTo("paid");
        }

        @Test
        void is_owed_like_anything_else_when_the_bank_says_no() {
            var subscription = shop.monthly(500);
            payFrom(TestAccount.SEPA_FAILS);
            var changed = shop.update(
                    subscription,
                    shop.switchTo(subscription, shop.price(9_000, "month"))
                            .set("proration_behavior", "always_invoice")
                            .set("payment_behavior", "pending_if_incomplete"));
            shop.world.later(6 * Shop.A_DAY);

            assertThat(shop.again(changed).find("status")).isEqualTo("past_due");
            assertThat(shop.latestInvoice(changed).isSet("next_payment_attempt"))
                    .isTrue();
        }

        @Test
        void resumes_a_rest_as_well() {
            var subscription = shop.monthly(500);
            payFrom(TestAccount.SEPA);
            shop.world.step(step -> {
                // As a trial that ends without a card leaves it.
                var rests = step.need(subscription.id());
                rests.json().put("status", "paused");
                return rests;
            });
            shop.world.step(step -> Resumption.resume(step, step.need(subscription.id()), Fields.empty()));
            shop.world.later(6 * Shop.A_DAY);

            assertThat(shop.again(subscription).find("status")).isEqualTo("active");
            assertThat(shop.latestInvoice(subscription).find("status")).isEqualTo("paid");
        }
    }
}
