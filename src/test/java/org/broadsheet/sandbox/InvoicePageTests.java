package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.CreditNote;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InvoicePageTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @Nested
    class A_paid_invoice {
        private Invoice invoice;

        @BeforeEach
        void buy() throws Exception {
            invoice = latest(rehearsal.subscribed(Rehearsal.GOOD));
        }

        @Test
        void says_what_was_paid_and_asks_for_nothing() {
            assertThat(show(invoice))
                    .contains("Sandbox – no real money", invoice.getNumber(), "€5.00", "paid", "Elif")
                    .contains("Nothing more will be charged")
                    .doesNotContain("<form", invoice.getCustomer());
        }

        @Test
        void speaks_the_browsers_language() {
            var answer = Rehearsal.send(rehearsal
                    .request(path(invoice.getHostedInvoiceUrl()))
                    .header("Accept-Language", "ru")
                    .build());

            assertThat(answer.body())
                    .contains("lang=\"ru\"", "Счёт", "5,00\u00a0€")
                    .doesNotContain("??");
        }

        @Test
        void what_is_taken_back_of_it_is_a_pdf_behind_the_same_secret() throws Exception {
            var note = CreditNote.create(
                    Map.of("invoice", invoice.getId(), "amount", 100, "out_of_band_amount", 100),
                    new Shop(rehearsal).with);
            var answer = rehearsal.get(path(note.getPdf()), "application/pdf");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).startsWith("%PDF-1.4").contains(note.getNumber(), invoice.getNumber());
            assertThat(rehearsal
                            .get("/i/" + invoice.getId() + "/credit/" + note.getId() + "/pdf", "*/*")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(rehearsal
                            .get(path(note.getPdf()).replace(note.getId(), invoice.getId()), "*/*")
                            .statusCode())
                    .isEqualTo(404);
        }

        @Test
        void is_a_pdf_as_well() {
            var answer = rehearsal.get(path(invoice.getInvoicePdf()), "application/pdf");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
            assertThat(answer.body()).startsWith("%PDF-1.4").contains(invoice.getNumber(), "%%EOF");
        }

        @Test
        void cannot_be_found_by_its_id() {
            var id = invoice.getId();
            var token = path(invoice.getHostedInvoiceUrl()).substring("/i/".length());
            for (var guess : new String[] {
                id, "test_" + id.substring(3), "test_" + id.substring(3) + "x".repeat(48), token + "x", "x"
            }) {
                assertThat(get("/i/" + guess).statusCode()).as(guess).isEqualTo(404);
                assertThat(get("/i/" + guess + "/pdf").statusCode()).as(guess).isEqualTo(404);
                assertThat(rehearsal
                                .post("/i/" + guess + "/payment", Map.of("means", "file"))
                                .statusCode())
                        .isEqualTo(404);
            }
        }

        @Test
        void is_not_paid_twice() throws Exception {
            var before = rehearsal.types().size();

            assertThat(pay(invoice, Rehearsal.GOOD).statusCode()).isEqualTo(303);
            assertThat(rehearsal.types()).hasSize(before);
        }
    }

    @Nested
    class An_open_invoice {
        private Subscription subscription;
        private Invoice invoice;

        @BeforeEach
        void fail_to_renew() throws Exception {
            subscription = rehearsal.subscribed(Rehearsal.FAILS_LATER);
            rehearsal.later("month");
            invoice = latest(subscription);
            assertThat(invoice.getStatus()).isEqualTo("open");
        }

        @Test
        void can_be_paid_with_another_card() throws Exception {
            assertThat(show(invoice)).contains("Pay €5.00 of pretend money", "Visa ending 0341");
            assertThat(pay(invoice, Rehearsal.GOOD).statusCode()).isEqualTo(303);

            var paid = again(invoice);
            assertThat(paid.getStatus()).isEqualTo("paid");
            assertThat(paid.getAttemptCount()).isEqualTo(invoice.getAttemptCount());
            assertThat(rehearsal.again(subscription).getStatus()).isEqualTo("active");
            assertThat(rehearsal.types())
                    .containsSubsequence(
                            "invoice.payment_failed", "charge.succeeded", "payment_intent.succeeded", "invoice.paid");
        }

        @Test
        void says_why_a_card_was_declined_and_stays_open() throws Exception {
            var answer = pay(invoice, Rehearsal.DECLINED);

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("<title>Error:", "The bank said no", "was declined");
            assertThat(again(invoice).getStatus()).isEqualTo("open");

            var onFile = rehearsal.post(path(invoice.getHostedInvoiceUrl()) + "/payment", Map.of("means", "file"));
            assertThat(onFile.statusCode()).isEqualTo(422);
        }

        @Test
        void ties_mistakes_to_their_fields_and_asks_no_bank() throws Exception {
            var before = rehearsal.types().size();
            var answer = pay(invoice, "4111111111111111");

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body())
                    .contains("id=\"number-error\"", "href=\"#number\"")
                    .doesNotContain("4111111111111111");
            assertThat(rehearsal.types()).hasSize(before);
        }

        @Test
        void asks_for_nothing_once_it_is_void() throws Exception {
            rehearsal.stripe.v1().invoices().voidInvoice(invoice.getId());

            assertThat(show(invoice)).contains("void", "nothing to pay").doesNotContain("<form");
            assertThat(pay(invoice, Rehearsal.GOOD).statusCode()).isEqualTo(303);
            assertThat(again(invoice).getStatus()).isEqualTo("void");
        }

        @Test
        void can_still_be_paid_when_nobody_collects_it() throws Exception {
            rehearsal.stripe.v1().invoices().markUncollectible(invoice.getId());

            assertThat(show(invoice)).contains("not collected");
            assertThat(pay(invoice, Rehearsal.GOOD).statusCode()).isEqualTo(303);
            assertThat(again(invoice).getStatus()).isEqualTo("paid");
        }
    }

    @Nested
    class When_the_bank_asks_back {
        private Invoice invoice;

        @BeforeEach
        void renew_with_a_card_that_asks_every_time() throws Exception {
            var subscription = rehearsal.subscribed(Rehearsal.GOOD);
            var method = rehearsal
                    .api(
                            "POST",
                            "/v1/payment_methods/pm_card_authenticationRequired/attach",
                            "customer=" + subscription.getCustomer())
                    .body()
                    .replaceAll("(?s).*?\"(pm_\\w+)\".*", "$1");
            rehearsal.api("POST", "/v1/subscriptions/" + subscription.getId(), "default_payment_method=" + method);
            rehearsal.later("month");
            invoice = latest(subscription);
        }

        @Test
        void the_page_leads_to_the_question_and_the_answer_pays() throws Exception {
            assertThat(invoice.getStatus()).isEqualTo("open");
            assertThat(rehearsal.types()).contains("invoice.payment_action_required");
            assertThat(show(invoice)).contains("Your bank has a question");

            var asked = rehearsal.post(path(invoice.getHostedInvoiceUrl()) + "/challenge", Map.of());
            assertThat(asked.statusCode()).isEqualTo(303);
            var question = path(asked.headers().firstValue("Location").orElseThrow());
            var answered = rehearsal.post(question, Map.of("answer", "pass"));

            assertThat(answered.headers().firstValue("Location").orElseThrow())
                    .startsWith(invoice.getHostedInvoiceUrl());
            assertThat(again(invoice).getStatus()).isEqualTo("paid");
        }

        @Test
        void a_wrong_answer_leaves_it_open() throws Exception {
            var asked = rehearsal.post(path(invoice.getHostedInvoiceUrl()) + "/challenge", Map.of());
            rehearsal.post(path(asked.headers().firstValue("Location").orElseThrow()), Map.of("answer", "fail"));

            assertThat(again(invoice).getStatus()).isEqualTo("open");
            assertThat(show(invoice)).doesNotContain("Your bank has a question").contains("<form");
        }
    }

    private Invoice latest(Subscription subscription) throws StripeException {
        return rehearsal
                .stripe
                .v1()
                .invoices()
                .retrieve(rehearsal.again(subscription).getLatestInvoice());
    }

    private Invoice again(Invoice invoice) throws StripeException {
        return rehearsal.stripe.v1().invoices().retrieve(invoice.getId());
    }

    private HttpResponse<String> pay(Invoice invoice, String card) {
        return rehearsal.post(
                path(invoice.getHostedInvoiceUrl()) + "/payment",
                Map.of("number", card, "expiry", "12/34", "cvc", "123", "name", "Elif"));
    }

    private String show(Invoice invoice) {
        var answer = get(path(invoice.getHostedInvoiceUrl()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("<script", "style=", "??");
        return answer.body();
    }

    private HttpResponse<String> get(String path) {
        return rehearsal.get(path, "text/html");
    }

    private static String path(String url) {
        return URI.create(url).getRawPath();
    }
}
