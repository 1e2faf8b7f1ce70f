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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DebitUnderWayTests {
    private final Shop shop = Shop.withACard();

    private Doc subscribe(TestAccount account) {
        shop.world.step(step -> {
            var method = NewMethods.account(step, account, "elif@example.org", "Elif");
            PaymentMethods.attach(step, method, shop.customer);
            return step.need(shop.customer).set("invoice_settings.default_payment_method", method.id());
        });
        return shop.monthly(500);
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
}
