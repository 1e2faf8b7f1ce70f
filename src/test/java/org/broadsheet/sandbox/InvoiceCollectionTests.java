package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Invoice;
import com.stripe.param.InvoiceCreateParams.CollectionMethod;
import com.stripe.param.InvoiceFinalizeInvoiceParams;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of an invoice that was written by hand: charged by itself, or sent. */
class InvoiceCollectionTests extends InvoiceStage {
    @Nested
    class When_it_advances_by_itself {
        @Test
        void a_draft_is_finalised_and_charged_after_an_hour() throws Exception {
            var draft = add(create(invoice().setAutoAdvance(true)), 1_000);
            assertThat(draft.getAutomaticallyFinalizesAt()).isEqualTo(draft.getCreated() + AN_HOUR);
            rehearsal.later(AN_HOUR + 60);

            var paid = again(draft);
            assertThat(paid.getStatus()).isEqualTo("paid");
            assertThat(paid.getAttemptCount()).isEqualTo(1);
        }

        @Test
        void without_it_nothing_happens() throws Exception {
            var draft = add(create(invoice()), 1_000);
            rehearsal.later(30 * A_DAY);
            assertThat(again(draft).getStatus()).isEqualTo("draft");
        }

        @Test
        void finalised_by_hand_it_is_charged_an_hour_later() throws Exception {
            var draft = add(create(invoice()), 1_000);
            var open = rehearsal
                    .stripe
                    .v1()
                    .invoices()
                    .finalizeInvoice(
                            draft.getId(),
                            InvoiceFinalizeInvoiceParams.builder()
                                    .setAutoAdvance(true)
                                    .build());
            assertThat(open.getStatus()).isEqualTo("open");
            rehearsal.later(AN_HOUR + 60);
            assertThat(again(draft).getStatus()).isEqualTo("paid");
        }

        @Test
        void a_bad_card_is_asked_again_and_then_left_alone() throws Exception {
            customer = customer("pm_card_chargeCustomerFail");
            var draft = add(create(invoice().setAutoAdvance(true)), 1_000);
            rehearsal.later(30 * A_DAY);

            assertThat(again(draft).getStatus()).isEqualTo("open");
            assertThat(again(draft).getAttemptCount()).isEqualTo(4);
            assertThat(rehearsal.types()).contains("invoice.payment_failed");
        }
    }

    @Nested
    class When_it_is_sent {
        @Test
        void it_is_due_after_the_days_given() throws Exception {
            var draft = add(sent(10L), 1_000);
            var open = rehearsal.stripe.v1().invoices().sendInvoice(draft.getId());
            assertThat(open.getStatus()).isEqualTo("open");
            assertThat(open.getDueDate()).isEqualTo(open.getStatusTransitions().getFinalizedAt() + 10 * A_DAY);
            assertThat(rehearsal.types()).endsWith("invoice.sent");

            rehearsal.later(8 * A_DAY);
            assertThat(rehearsal.types()).endsWith("invoice.will_be_due");
            rehearsal.later(3 * A_DAY);
            assertThat(rehearsal.types()).endsWith("invoice.overdue");
            rehearsal.later(30 * A_DAY);
            assertThat(rehearsal.types()).endsWith("invoice.overdue");
        }

        @Test
        void advancing_by_itself_sends_it_and_charges_nobody() throws Exception {
            var draft = add(
                    create(invoice()
                            .setAutoAdvance(true)
                            .setCollectionMethod(CollectionMethod.SEND_INVOICE)
                            .setDaysUntilDue(1L)),
                    1_000);
            rehearsal.later(2 * AN_HOUR);
            assertThat(again(draft).getStatus()).isEqualTo("open");
            assertThat(rehearsal.types())
                    .containsSubsequence("invoice.finalized", "payment_intent.created", "invoice.sent");
        }

        @Test
        void what_is_charged_is_not_sent() {
            assertThatThrownBy(() -> rehearsal
                            .stripe
                            .v1()
                            .invoices()
                            .sendInvoice(finalized(100).getId()))
                    .isInstanceOf(InvalidRequestException.class);
        }

        private Invoice sent(long days) throws Exception {
            return create(
                    invoice().setCollectionMethod(CollectionMethod.SEND_INVOICE).setDaysUntilDue(days));
        }
    }
}
