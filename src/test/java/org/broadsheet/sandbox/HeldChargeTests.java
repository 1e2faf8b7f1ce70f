package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Money that is only held, with an intent or in the old way without one; and intents that pay an invoice. */
class HeldChargeTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HOLD = "amount=2000&currency=eur&source=tok_visa&capture=false";

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private JsonNode ask(String method, String path, String form) {
        var answer = rehearsal.api(method, path, form.replace("[", "%5B").replace("]", "%5D"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String id(String path, String form) {
        return ask("POST", path, form).path("id").asString();
    }

    @Nested
    class A_charge_without_an_intent {
        @Test
        void can_be_taken_in_part_later() throws Exception {
            var charge = id("/v1/charges", HOLD);
            assertThat(rehearsal.types()).containsExactly("charge.succeeded");
            var taken = ask("POST", "/v1/charges/" + charge + "/capture", "amount=1500");

            assertThat(taken.path("captured").asBoolean()).isTrue();
            assertThat(taken.path("amount_captured").asLong()).isEqualTo(1500);
            assertThat(taken.path("amount_refunded").asLong()).isEqualTo(500);
            assertThat(rehearsal.types()).containsExactly("charge.succeeded", "charge.captured", "charge.updated");
            assertThat(ask("GET", "/v1/balance_transactions", "")
                            .at("/data/0/amount")
                            .asLong())
                    .isEqualTo(1500);
        }

        @Test
        void lapses_after_a_week() throws Exception {
            var charge = id("/v1/charges", HOLD);
            rehearsal.later(8 * 86_400);

            assertThat(rehearsal.types()).containsExactly("charge.succeeded", "charge.expired");
            assertThat(rehearsal
                            .api("POST", "/v1/charges/" + charge + "/capture", "")
                            .statusCode())
                    .isEqualTo(400);
        }

        @Test
        void is_let_go_by_a_refund_that_moves_no_money() throws Exception {
            var charge = id("/v1/charges", HOLD);
            var refund = ask("POST", "/v1/refunds", "charge=" + charge);

            assertThat(refund.path("balance_transaction").isNull()).isTrue();
            assertThat(rehearsal.types()).containsExactly("charge.succeeded", "refund.created", "charge.refunded");
            rehearsal.later(8 * 86_400);
            assertThat(rehearsal.types()).endsWith("charge.refunded");
        }

        @ParameterizedTest
        @ValueSource(strings = {"amount=0", "amount=2001", "amount=x", "amount[a]=1", "bogus=1", "application_fee=1"})
        void is_not_taken_by_nonsense(String form) throws Exception {
            var charge = id("/v1/charges", HOLD);

            assertThat(rehearsal
                            .api("POST", "/v1/charges/" + charge + "/capture", form)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(rehearsal.types()).containsExactly("charge.succeeded");
        }
    }

    @Test
    void a_hold_that_is_called_off_is_given_back_by_a_refund() throws Exception {
        var intent = id(
                "/v1/payment_intents",
                "amount=2000&currency=eur&confirm=true&capture_method=manual&payment_method=pm_card_visa&payment_method_types[0]=card");
        ask("POST", "/v1/payment_intents/" + intent + "/cancel", "");

        assertThat(rehearsal.types()).endsWith("refund.created", "charge.refunded", "payment_intent.canceled");
        var refund = ask("GET", "/v1/refunds?payment_intent=" + intent, "").at("/data/0");
        assertThat(refund.path("amount").asLong()).isEqualTo(2000);
        assertThat(refund.path("balance_transaction").isNull()).isTrue();
    }

    @Nested
    class An_intent_that_is_attached_to_an_invoice {
        private final String customer = id("/v1/customers", "email=elif@example.org");
        private final String invoice = invoice();

        private String invoice() {
            id("/v1/invoiceitems", "currency=eur&amount=900&customer=" + customer);
            var draft = id(
                    "/v1/invoices",
                    "customer=" + customer + "&pending_invoice_items_behavior=include&auto_advance=false");
            return id("/v1/invoices/" + draft + "/finalize", "");
        }

        private String intent(String more) {
            return id(
                    "/v1/payment_intents",
                    "currency=eur&customer=" + customer + "&payment_method_types[0]=card&" + more);
        }

        @Test
        void pays_it_at_once_if_its_money_is_here() throws Exception {
            var paid = intent("amount=900&confirm=true&payment_method=pm_card_visa");
            var now = ask("POST", "/v1/invoices/" + invoice + "/attach_payment", "payment_intent=" + paid);

            assertThat(now.path("status").asString()).isEqualTo("paid");
            assertThat(rehearsal.types())
                    .endsWith(
                            "payment_intent.canceled",
                            "invoice_payment.paid",
                            "invoice.updated",
                            "invoice.paid",
                            "invoice.payment_succeeded");
        }

        @Test
        void pays_it_when_its_money_comes() throws Exception {
            var waiting = intent("amount=900");
            ask("POST", "/v1/invoices/" + invoice + "/attach_payment", "payment_intent=" + waiting);
            ask("POST", "/v1/payment_intents/" + waiting + "/confirm", "payment_method=pm_card_visa");

            assertThat(ask("GET", "/v1/invoices/" + invoice, "").path("status").asString())
                    .isEqualTo("paid");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "payment_intent=pi_none",
                    "payment_intent=OTHER",
                    "payment_record=pr_1",
                    "payment_intent[a]=1"
                })
        void is_refused_when_it_cannot_pay_it(String form) throws Exception {
            var other = intent("amount=800");
            var answer =
                    rehearsal.api("POST", "/v1/invoices/" + invoice + "/attach_payment", form.replace("OTHER", other));

            assertThat(answer.statusCode()).isBetween(400, 404);
            assertThat(ask("GET", "/v1/invoices/" + invoice, "").path("status").asString())
                    .isEqualTo("open");
        }
    }
}
