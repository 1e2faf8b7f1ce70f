package org.broadsheet.sandbox.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.catalog.Catalog;
import org.broadsheet.sandbox.engine.invoices.CustomerBalance;
import org.broadsheet.sandbox.engine.invoices.Drafts;
import org.broadsheet.sandbox.engine.invoices.InvoiceItems;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A customer's balance and what is billed regularly are in one currency. */
class CurrencyTests {
    private final Shop shop = Shop.withACard();

    private String dollars() {
        return shop.world
                .step(step -> Catalog.createPrice(
                        step,
                        Fields.empty()
                                .set("currency", "usd")
                                .set("unit_amount", 900)
                                .set("product_data", Fields.empty().set("name", "Support"))
                                .set("recurring", Fields.empty().set("interval", "month"))))
                .id();
    }

    private Doc itemInEuro(long amount) {
        return shop.world.step(step -> InvoiceItems.create(
                step,
                Fields.empty()
                        .set("customer", shop.customer)
                        .set("currency", "eur")
                        .set("amount", amount)));
    }

    private Doc invoiceInEuro() {
        var wish = Fields.empty()
                .set("customer", shop.customer)
                .set("currency", "eur")
                .set("auto_advance", false)
                .set("pending_invoice_items_behavior", "include");
        var id = shop.world.step(step -> Drafts.create(step, wish)).id();
        shop.world.step(step -> Finalization.byHand(step, step.need(id), Fields.empty()));
        return shop.again(id);
    }

    private void billedInDollars() {
        shop.world.step(step -> step.need(shop.customer).set("currency", "usd"));
    }

    @Nested
    class Whoever_pays_regularly_in_one {
        @Test
        void cannot_subscribe_in_another() {
            shop.monthly(500);

            assertThatThrownBy(() -> shop.start(shop.wish(dollars())))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("cannot combine currencies");
        }

        @Test
        void has_nothing_put_aside_for_them_in_another() {
            shop.start(shop.wish(dollars()));

            assertThatThrownBy(() -> itemInEuro(500)).isInstanceOf(Problem.class);
        }

        @Test
        void can_change_it_when_that_is_over() {
            var euros = shop.monthly(500);
            shop.world.step(step -> Ending.atOnce(step, step.need(euros.id()), Fields.empty()));

            assertThat(shop.start(shop.wish(dollars())).find("status")).isEqualTo("active");
        }
    }

    @Nested
    class A_balance_in_another {
        @Test
        void has_no_part_in_an_invoice() {
            itemInEuro(-800);
            billedInDollars();
            var invoice = invoiceInEuro();

            assertThat(invoice.find("status")).isEqualTo("paid");
            assertThat(invoice.number("ending_balance")).isZero();
            assertThat(shop.again(shop.customer).number("balance")).isZero();
        }

        @Test
        void takes_no_credit_of_a_note() {
            itemInEuro(800);
            billedInDollars();
            var invoice = invoiceInEuro();
            shop.world.step(step -> Collection.payNow(step, step.need(invoice.id()), Fields.empty()));
            var note = Fields.empty()
                    .set("invoice", invoice.id())
                    .set("amount", 300)
                    .set("credit_amount", 300);

            assertThatThrownBy(() -> shop.world.step(step -> CreditNotes.create(step, note)))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("kept in `usd`");
        }

        @Test
        void cannot_be_changed_by_hand_either() {
            billedInDollars();
            var change = Fields.empty().set("currency", "eur").set("amount", -500);

            assertThatThrownBy(() ->
                            shop.world.step(step -> CustomerBalance.adjust(step, step.need(shop.customer), change)))
                    .isInstanceOf(Problem.class);
        }
    }
}
