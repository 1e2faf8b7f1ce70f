package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.param.InvoiceCreateParams.PendingInvoiceItemsBehavior;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.InvoiceRemoveLinesParams;
import com.stripe.param.InvoiceUpdateLinesParams;
import com.stripe.param.InvoiceUpdateParams;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManualInvoiceTests extends InvoiceStage {
    @Nested
    class When_an_invoice_is_written_by_hand {
        @Test
        void it_takes_along_what_waits_if_it_is_told_to() throws Exception {
            pend(1_200, "A reading");
            assertThat(create(invoice()).getTotal()).isZero();

            var invoice = create(invoice().setPendingInvoiceItemsBehavior(PendingInvoiceItemsBehavior.INCLUDE));
            assertThat(invoice.getTotal()).isEqualTo(1_200);
            assertThat(invoice.getBillingReason()).isEqualTo("manual");
            assertThat(invoice.getParent()).isNull();
            assertThat(invoice.getLines().getData().getFirst().getDescription()).isEqualTo("A reading");
        }

        @Test
        void finalising_numbers_it_and_gives_something_to_pay_with() throws Exception {
            var invoice = finalized(1_200);

            assertThat(invoice.getStatus()).isEqualTo("open");
            assertThat(invoice.getNumber()).isEqualTo(customer.getInvoicePrefix() + "-0001");
            assertThat(invoice.getHostedInvoiceUrl()).isNotEmpty();
            assertThat(invoice.getAmountRemaining()).isEqualTo(1_200);
            assertThat(expanded(invoice).getConfirmationSecret().getClientSecret())
                    .startsWith("pi_");
            assertThat(expanded(invoice).getPayments().getData().getFirst().getStatus())
                    .isEqualTo("open");
            assertThat(finalized(100).getNumber()).isEqualTo(customer.getInvoicePrefix() + "-0002");
        }

        @Test
        void it_is_paid_when_asked_for() throws Exception {
            var invoice = finalized(1_200);
            rehearsal.settled();
            var moment = rehearsal.types().size();
            var paid = rehearsal.stripe.v1().invoices().pay(invoice.getId());

            assertThat(paid.getStatus()).isEqualTo("paid");
            assertThat(paid.getAmountPaid()).isEqualTo(1_200);
            assertThat(paid.getAmountRemaining()).isZero();
            assertThat(rehearsal.types().subList(moment, rehearsal.types().size()))
                    .containsExactly(
                            "charge.succeeded",
                            "payment_intent.succeeded",
                            "invoice_payment.paid",
                            "invoice.updated",
                            "invoice.paid",
                            "invoice.payment_succeeded",
                            "charge.updated");
        }

        @Test
        void paid_elsewhere_needs_no_card_and_leaves_none_to_charge() throws Exception {
            var invoice = finalized(1_200);
            var paid = rehearsal
                    .stripe
                    .v1()
                    .invoices()
                    .pay(
                            invoice.getId(),
                            InvoicePayParams.builder().setPaidOutOfBand(true).build());

            assertThat(paid.getStatus()).isEqualTo("paid");
            assertThat(rehearsal.types()).endsWith("invoice.updated", "invoice.paid", "payment_intent.canceled");
        }

        @Test
        void nothing_to_pay_is_paid_at_once() throws Exception {
            var invoice = create(invoice());
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .invoices()
                            .finalizeInvoice(invoice.getId())
                            .getStatus())
                    .isEqualTo("paid");
            assertThat(rehearsal.types()).endsWith("invoice.updated", "invoice.paid", "invoice.payment_succeeded");
        }

        @Test
        void voiding_it_calls_the_payment_off() throws Exception {
            var invoice = rehearsal
                    .stripe
                    .v1()
                    .invoices()
                    .voidInvoice(finalized(1_200).getId());

            assertThat(invoice.getStatus()).isEqualTo("void");
            assertThat(rehearsal.types()).endsWith("invoice.updated", "invoice.voided", "payment_intent.canceled");
            assertThatThrownBy(() -> rehearsal.stripe.v1().invoices().pay(invoice.getId()))
                    .isInstanceOf(InvalidRequestException.class);
        }

        @Test
        void a_draft_can_be_thrown_away_and_what_waited_waits_again() throws Exception {
            pend(700, "Waits");
            var draft = create(invoice().setPendingInvoiceItemsBehavior(PendingInvoiceItemsBehavior.INCLUDE));
            assertThat(rehearsal.stripe.v1().invoices().delete(draft.getId()).getDeleted())
                    .isTrue();

            assertThat(rehearsal.types()).endsWith("invoice.deleted");
            assertThatThrownBy(() -> rehearsal.stripe.v1().invoices().retrieve(draft.getId()))
                    .isInstanceOf(InvalidRequestException.class);
            assertThat(create(invoice().setPendingInvoiceItemsBehavior(PendingInvoiceItemsBehavior.INCLUDE))
                            .getTotal())
                    .isEqualTo(700);
        }

        @Test
        void what_is_finalised_is_written_for_good() throws Exception {
            var invoice = finalized(1_200);
            assertThatThrownBy(
                            () -> update(invoice, InvoiceUpdateParams.builder().setDescription("x")))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> rehearsal.stripe.v1().invoices().delete(invoice.getId()))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> rehearsal.stripe.v1().invoices().finalizeInvoice(invoice.getId()))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> add(invoice, 1)).isInstanceOf(InvalidRequestException.class);
            assertThat(update(invoice, InvoiceUpdateParams.builder().putMetadata("a", "b"))
                            .getMetadata())
                    .containsEntry("a", "b");
        }
    }

    @Nested
    class When_lines_are_changed {
        @Test
        void the_sums_follow() throws Exception {
            var draft = add(create(invoice()), 1_000);
            assertThat(draft.getTotal()).isEqualTo(1_000);

            var line = draft.getLines().getData().getFirst();
            var changed = rehearsal
                    .stripe
                    .v1()
                    .invoices()
                    .updateLines(
                            draft.getId(),
                            InvoiceUpdateLinesParams.builder()
                                    .addLine(InvoiceUpdateLinesParams.Line.builder()
                                            .setId(line.getId())
                                            .setAmount(1_500L)
                                            .build())
                                    .build());
            assertThat(changed.getTotal()).isEqualTo(1_500);
            assertThat(changed.getLines().getData().getFirst().getId()).isEqualTo(line.getId());

            var removed = rehearsal
                    .stripe
                    .v1()
                    .invoices()
                    .removeLines(
                            draft.getId(),
                            InvoiceRemoveLinesParams.builder()
                                    .addLine(InvoiceRemoveLinesParams.Line.builder()
                                            .setId(line.getId())
                                            .setBehavior(InvoiceRemoveLinesParams.Line.Behavior.UNASSIGN)
                                            .build())
                                    .build());
            assertThat(removed.getTotal()).isZero();
            assertThat(create(invoice().setPendingInvoiceItemsBehavior(PendingInvoiceItemsBehavior.INCLUDE))
                            .getTotal())
                    .isEqualTo(1_500);
        }

        @Test
        void one_line_can_be_written_again() throws Exception {
            var draft = add(create(invoice()), 1_000);
            var answer = rehearsal.api(
                    "POST",
                    "/v1/invoices/" + draft.getId() + "/lines/"
                            + draft.getLines().getData().getFirst().getId(),
                    "description=New&amount=300");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"description\":\"New\"", "\"amount\":300");
            assertThat(rehearsal.stripe.v1().invoices().retrieve(draft.getId()).getTotal())
                    .isEqualTo(300);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/v1/invoices auto_advance=true",
                "/v1/invoices customer=cus_nobody",
                "/v1/invoices customer[a]=b",
                "/v1/invoices customer=CUSTOMER&auto_advance=perhaps",
                "/v1/invoices customer=CUSTOMER&days_until_due=5",
                "/v1/invoices customer=CUSTOMER&collection_method=send_invoice",
                "/v1/invoices customer=CUSTOMER&collection_method=send_invoice&due_date=5",
                "/v1/invoices customer=CUSTOMER&collection_method=send_invoice&days_until_due=-5",
                "/v1/invoices customer=CUSTOMER&collection_method=send_invoice&days_until_due=999999999999",
                "/v1/invoices customer=CUSTOMER&currency=xxx",
                "/v1/invoices customer=CUSTOMER&custom_fields[0][name]=a",
                "/v1/invoices customer=CUSTOMER&custom_fields=a",
                "/v1/invoices customer=CUSTOMER&default_payment_method=CUSTOMER",
                "/v1/invoices customer=CUSTOMER&subscription=sub_none",
                "/v1/invoices customer=CUSTOMER&automatically_finalizes_at=5&auto_advance=true",
                "/v1/invoices customer=CUSTOMER&description[a]=5",
                "/v1/invoices/in_none/finalize auto_advance=true",
                "/v1/invoices/DRAFT/void a=b",
                "/v1/invoices/DRAFT/add_lines lines=5",
                "/v1/invoices/DRAFT/add_lines lines[0][amount]=x",
                "/v1/invoices/DRAFT/add_lines lines[0][description]=x",
                "/v1/invoices/DRAFT/add_lines lines[0][invoice_item]=ii_none",
                "/v1/invoices/DRAFT/add_lines lines[0][amount]=1&lines[1][amount]=999999999",
                "/v1/invoices/DRAFT/update_lines lines[0][id]=il_none&lines[0][amount]=1",
                "/v1/invoices/DRAFT/remove_lines lines[0][id]=il_none&lines[0][behavior]=delete",
                "/v1/invoices/DRAFT/remove_lines lines[0][id]=il_none",
                "/v1/invoices/DRAFT/lines/il_none amount=1",
                "/v1/invoices/CUSTOMER/pay paid_out_of_band=true"
            })
    void nonsense_is_refused_and_changes_nothing(String path, String form) throws Exception {
        var draft = create(invoice());
        rehearsal.settled();
        var before = rehearsal.types();
        var answer = rehearsal.api(
                "POST",
                path.replace("DRAFT", draft.getId()).replace("CUSTOMER", customer.getId()),
                form.replace("CUSTOMER", customer.getId()));

        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
        assertThat(rehearsal.types()).isEqualTo(before);
        assertThat(again(draft)).isEqualTo(draft);
    }
}
