package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.CreditNote;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.param.CreditNoteCreateParams;
import com.stripe.param.CreditNotePreviewParams;
import com.stripe.param.CustomerBalanceTransactionCreateParams;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.InvoiceAddLinesParams;
import com.stripe.param.InvoiceCreateParams;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditNoteTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private Customer customer;

    @BeforeEach
    void meet() throws Exception {
        customer = rehearsal
                .stripe
                .v1()
                .customers()
                .create(CustomerCreateParams.builder()
                        .setEmail("elif@example.org")
                        .setPaymentMethod("pm_card_visa")
                        .setInvoiceSettings(CustomerCreateParams.InvoiceSettings.builder()
                                .setDefaultPaymentMethod("pm_card_visa")
                                .build())
                        .build());
    }

    @Nested
    class When_an_invoice_is_open {
        @Test
        void less_is_due() throws Exception {
            var invoice = open(1_000);
            var note = create(CreditNoteCreateParams.builder().setAmount(300L), invoice);
            assertThat(note.getType()).isEqualTo("pre_payment");
            assertThat(note.getNumber()).isEqualTo(invoice.getNumber() + "-CN-01");
            assertThat(again(invoice).getAmountDue()).isEqualTo(700);
            assertThat(again(invoice).getPrePaymentCreditNotesAmount()).isEqualTo(300);

            var paid = rehearsal.stripe.v1().invoices().pay(invoice.getId());
            assertThat(paid.getAmountPaid()).isEqualTo(700);
        }

        @Test
        void a_void_note_takes_nothing_back() throws Exception {
            var invoice = open(1_000);
            var note = create(CreditNoteCreateParams.builder().setAmount(300L), invoice);
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .creditNotes()
                            .voidCreditNote(note.getId())
                            .getStatus())
                    .isEqualTo("void");
            assertThat(again(invoice).getAmountRemaining()).isEqualTo(1_000);
            assertThat(rehearsal.types()).contains("credit_note.created", "credit_note.voided");
        }

        @Test
        void all_of_it_taken_back_is_paid() throws Exception {
            var invoice = open(1_000);
            create(CreditNoteCreateParams.builder().setAmount(1_000L), invoice);
            assertThat(again(invoice).getStatus()).isEqualTo("paid");
            assertThat(again(invoice).getAmountPaid()).isZero();
        }
    }

    @Nested
    class When_an_invoice_is_paid {
        private Invoice invoice;

        @BeforeEach
        void pay() throws Exception {
            invoice = rehearsal.stripe.v1().invoices().pay(open(1_000).getId());
        }

        @Test
        void money_goes_back_to_the_card_and_to_the_balance() throws Exception {
            var note = create(
                    CreditNoteCreateParams.builder()
                            .addLine(CreditNoteCreateParams.Line.builder()
                                    .setType(CreditNoteCreateParams.Line.Type.INVOICE_LINE_ITEM)
                                    .setInvoiceLineItem(invoice.getLines()
                                            .getData()
                                            .getFirst()
                                            .getId())
                                    .setQuantity(1L)
                                    .build())
                            .setRefundAmount(600L)
                            .setCreditAmount(400L),
                    invoice);

            assertThat(note.getType()).isEqualTo("post_payment");
            assertThat(note.getRefunds().getFirst().getAmountRefunded()).isEqualTo(600);
            assertThat(again(invoice).getPostPaymentCreditNotesAmount()).isEqualTo(1_000);
            assertThat(again(invoice).getStatus()).isEqualTo("paid");
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .customers()
                            .retrieve(customer.getId())
                            .getBalance())
                    .isEqualTo(-400);
            assertThat(rehearsal.types())
                    .contains("refund.created", "charge.refunded", "customer.updated", "credit_note.created");
        }

        @Test
        void a_preview_has_no_effect() throws Exception {
            rehearsal.settled();
            var before = rehearsal.types();
            var preview = rehearsal
                    .stripe
                    .v1()
                    .creditNotes()
                    .preview(CreditNotePreviewParams.builder()
                            .setInvoice(invoice.getId())
                            .setAmount(400L)
                            .setRefundAmount(400L)
                            .build());
            assertThat(preview.getTotal()).isEqualTo(400);
            assertThat(rehearsal.types()).isEqualTo(before);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "amount=400",
                    "amount=400&refund_amount=300",
                    "amount=1400&refund_amount=1400",
                    "amount=0",
                    "amount=x",
                    "amount=-5&refund_amount=-5",
                    "refund_amount=400",
                    "amount=400&lines=x",
                    "lines[0][type]=invoice_line_item&lines[0][invoice_line_item]=il_none&lines[0][quantity]=1",
                    "lines[0][type]=custom_line_item&lines[0][quantity]=1",
                    "lines[0][type]=custom_line_item&lines[0][description]=a&lines[0][unit_amount]=99999999&lines[0][quantity]=9999",
                    "amount=400&refunds[0][refund]=re_none",
                    "amount=400&refund_amount=400&reason=mood"
                })
        void nonsense_is_refused_and_changes_nothing(String form) throws Exception {
            rehearsal.settled();
            var before = rehearsal.types();
            var answer = rehearsal.api("POST", "/v1/credit_notes", form + "&invoice=" + invoice.getId());
            assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
            assertThat(rehearsal.types()).isEqualTo(before);
            assertThat(again(invoice)).isEqualTo(invoice);
        }
    }

    @Nested
    class When_a_customer_has_a_balance {
        @Test
        void credit_pays_the_next_invoice() throws Exception {
            balance(-300);
            var invoice = open(1_000);
            assertThat(invoice.getStartingBalance()).isEqualTo(-300);
            assertThat(invoice.getEndingBalance()).isZero();
            assertThat(invoice.getAmountDue()).isEqualTo(700);
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .customers()
                            .balanceTransactions()
                            .list(customer.getId())
                            .getData())
                    .extracting("type")
                    .containsExactly("applied_to_invoice", "adjustment");

            rehearsal.stripe.v1().invoices().voidInvoice(invoice.getId());
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .customers()
                            .retrieve(customer.getId())
                            .getBalance())
                    .isEqualTo(-300);
        }

        @Test
        void a_negative_invoice_becomes_credit() throws Exception {
            var invoice = open(-700);
            assertThat(invoice.getStatus()).isEqualTo("paid");
            assertThat(invoice.getEndingBalance()).isEqualTo(-700);
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .customers()
                            .retrieve(customer.getId())
                            .getBalance())
                    .isEqualTo(-700);
        }

        @Test
        void what_is_too_little_for_a_card_waits() throws Exception {
            assertThat(open(20).getStatus()).isEqualTo("paid");
            assertThat(open(1_000).getAmountDue()).isEqualTo(1_020);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "amount=5",
                    "currency=eur",
                    "amount=0&currency=eur",
                    "amount=5&currency=gold",
                    "amount=5&currency=usd",
                    "amount=999999999999999&currency=eur"
                })
        void nonsense_is_refused(String form) throws Exception {
            balance(-300);
            var path = "/v1/customers/" + customer.getId() + "/balance_transactions";
            assertThat(rehearsal.api("POST", path, form).statusCode()).isEqualTo(400);
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .customers()
                            .retrieve(customer.getId())
                            .getBalance())
                    .isEqualTo(-300);
        }
    }

    private void balance(long amount) throws Exception {
        rehearsal
                .stripe
                .v1()
                .customers()
                .balanceTransactions()
                .create(
                        customer.getId(),
                        CustomerBalanceTransactionCreateParams.builder()
                                .setAmount(amount)
                                .setCurrency("eur")
                                .build());
    }

    private CreditNote create(CreditNoteCreateParams.Builder wish, Invoice invoice) throws StripeException {
        return rehearsal
                .stripe
                .v1()
                .creditNotes()
                .create(wish.setInvoice(invoice.getId()).build());
    }

    private Invoice again(Invoice invoice) throws StripeException {
        return rehearsal.stripe.v1().invoices().retrieve(invoice.getId());
    }

    private Invoice open(long amount) throws StripeException {
        var invoices = rehearsal.stripe.v1().invoices();
        var draft = invoices.create(
                InvoiceCreateParams.builder().setCustomer(customer.getId()).build());
        invoices.addLines(
                draft.getId(),
                InvoiceAddLinesParams.builder()
                        .addLine(InvoiceAddLinesParams.Line.builder()
                                .setAmount(amount)
                                .build())
                        .build());
        return invoices.finalizeInvoice(draft.getId());
    }
}
