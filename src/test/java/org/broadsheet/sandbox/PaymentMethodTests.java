package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.SetupAttemptListParams;
import com.stripe.param.SetupIntentCreateParams;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentMethodTests {
    private static final String OWNER = "&billing_details[name]=Ada&billing_details[email]=ada@example.org";

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private String customer() throws Exception {
        return rehearsal.stripe.v1().customers().create().getId();
    }

    @ParameterizedTest
    @CsvSource({
        "4242424242424241, 12, 34, 123, incorrect_number, number",
        "4111111111111111, 12, 34, 123, card_declined, number",
        "4242424242424242, 13, 34, 123, invalid_expiry_month, exp_month",
        "4242424242424242, -1, 34, 123, invalid_expiry_month, exp_month",
        "4242424242424242, 12, 95, 123, invalid_expiry_year, exp_year",
        "4242424242424242, 12, 20, 123, invalid_expiry_year, exp_year",
        "4242424242424242, 12, 34, 99, invalid_cvc, cvc"
    })
    void a_card_that_cannot_be_is_refused_before_any_bank_is_asked(
            String number, String month, String year, String cvc, String code, String param) {
        var answer = rehearsal.api(
                "POST",
                "/v1/payment_methods",
                "type=card&card[number]=" + number + "&card[exp_month]=" + month + "&card[exp_year]=" + year
                        + "&card[cvc]=" + cvc);

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"", "\"param\":\"" + param + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=card&card[number]=4242424242424242&card[exp_month]=12&card[exp_year]=34&card[cvc]=123",
                "type=card&card[token]=tok_mastercard",
                "type=sepa_debit&sepa_debit[iban]=DE89 3704 0044 0532 0130 00" + OWNER,
                "type=bacs_debit&bacs_debit[sort_code]=10-88-00&bacs_debit[account_number]=00012345" + OWNER,
                "type=us_bank_account&us_bank_account[routing_number]=110000000&us_bank_account[account_number]=000123456789"
                        + OWNER
            })
    void test_cards_and_accounts_of_every_kind_are_taken(String form) {
        var answer = rehearsal.api("POST", "/v1/payment_methods", form.replace(" ", "%20"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"id\":\"pm_").doesNotContain("4242424242424242", "000123456789");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=card",
                "type=card&card=4242",
                "type=card&card[token]=pm_card_visa",
                "type=card&card[token]=tok_nobody",
                "type=card&card[token]=",
                "type=cash",
                "card[token]=tok_visa",
                "type=card&card[number]=4242424242424242&card[exp_month]=x&card[exp_year]=34",
                "type=card&card[number]=4242424242424242",
                "type=card&card[token]=tok_visa&sepa_debit[iban]=DE89370400440532013000",
                "type=sepa_debit&sepa_debit[iban]=DE89370400440532013000",
                "type=sepa_debit&sepa_debit[iban]=GB33BUKB20201555555555" + OWNER,
                "type=bacs_debit&bacs_debit[sort_code]=108800" + OWNER,
                "type=card&card[token]=tok_visa&billing_details[email]=nonsense",
                "type=card&card[token]=tok_visa&billing_details=x",
                "type=card&card[token]=tok_visa&allow_redisplay=perhaps"
            })
    void nonsense_is_refused(String form) throws Exception {
        assertThat(rehearsal.api("POST", "/v1/payment_methods", form).statusCode())
                .isIn(400, 404);
        assertThat(rehearsal.types()).isEmpty();
    }

    @Nested
    class When_a_card_is_kept {
        @Test
        void it_is_the_customers_until_it_is_detached_and_then_nobodys() throws Exception {
            var customer = customer();
            var method = attach("pm_card_visa", customer);
            var path = "/v1/customers/" + customer + "/payment_methods/" + method;
            assertThat(rehearsal.api("GET", path, "").statusCode()).isEqualTo(200);
            assertThat(rehearsal
                            .api("POST", "/v1/payment_methods/" + method, "billing_details[name]=Ada&card[exp_month]=5")
                            .statusCode())
                    .isEqualTo(200);

            rehearsal.stripe.v1().paymentMethods().detach(method);
            assertThat(rehearsal.api("GET", path, "").statusCode()).isEqualTo(404);
            assertThatThrownBy(() -> attach(method, customer)).isInstanceOf(InvalidRequestException.class);
            assertThat(rehearsal.types())
                    .containsSubsequence(
                            "payment_method.attached", "payment_method.updated", "payment_method.detached");
        }

        @Test
        void its_bank_is_asked_and_can_refuse() throws Exception {
            var customer = customer();
            assertThatThrownBy(() -> attach("pm_card_visa_chargeDeclined", customer))
                    .isInstanceOf(CardException.class);
            assertThat(attach("pm_card_chargeCustomerFail", customer)).startsWith("pm_");
        }

        private String attach(String method, String customer) throws Exception {
            return rehearsal
                    .stripe
                    .v1()
                    .paymentMethods()
                    .attach(
                            method,
                            PaymentMethodAttachParams.builder()
                                    .setCustomer(customer)
                                    .build())
                    .getId();
        }
    }

    @Nested
    class When_a_method_is_set_up_for_later {
        @Test
        void every_try_is_written_down() throws Exception {
            var wish = SetupIntentCreateParams.builder()
                    .setCustomer(customer())
                    .addPaymentMethodType("card")
                    .setPaymentMethod("pm_card_visa_chargeDeclinedInsufficientFunds");
            var intent = rehearsal.stripe.v1().setupIntents().create(wish.build());
            assertThat(intent.getStatus()).isEqualTo("requires_confirmation");
            assertThatThrownBy(() -> rehearsal.stripe.v1().setupIntents().confirm(intent.getId()))
                    .isInstanceOfSatisfying(
                            CardException.class,
                            refused -> assertThat(refused.getDeclineCode()).isEqualTo("insufficient_funds"));
            assertThat(rehearsal
                            .api(
                                    "POST",
                                    "/v1/setup_intents/" + intent.getId() + "/confirm",
                                    "payment_method=pm_card_visa")
                            .statusCode())
                    .isEqualTo(200);

            var attempts = rehearsal
                    .stripe
                    .v1()
                    .setupAttempts()
                    .list(SetupAttemptListParams.builder()
                            .setSetupIntent(intent.getId())
                            .build());
            assertThat(attempts.getData())
                    .extracting(attempt -> attempt.getStatus())
                    .containsExactly("succeeded", "failed");
            assertThatThrownBy(() -> rehearsal.stripe.v1().setupIntents().cancel(intent.getId()))
                    .hasMessageContaining("status of succeeded");
        }

        @Test
        void an_account_needs_its_owners_permission_which_ends_with_it() throws Exception {
            var iban =
                    "&payment_method_data[type]=sepa_debit&payment_method_data[sepa_debit][iban]=AT611904300234573201"
                            + "&payment_method_data[billing_details][name]=Ada&payment_method_data[billing_details][email]=ada@example.org";
            var form = "confirm=true&payment_method_types[]=sepa_debit&customer=" + customer() + iban;
            assertThat(rehearsal.api("POST", "/v1/setup_intents", form).body()).contains("requires a mandate");

            var consent = "&mandate_data[customer_acceptance][type]=online"
                    + "&mandate_data[customer_acceptance][online][ip_address]=127.0.0.1"
                    + "&mandate_data[customer_acceptance][online][user_agent]=test";
            assertThat(rehearsal
                            .api("POST", "/v1/setup_intents", form + consent)
                            .statusCode())
                    .isEqualTo(200);
            var intent = rehearsal.stripe.v1().setupIntents().list().getData().getFirst();
            assertThat(intent.getMandate()).startsWith("mandate_");

            rehearsal.stripe.v1().paymentMethods().detach(intent.getPaymentMethod());
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .mandates()
                            .retrieve(intent.getMandate())
                            .getStatus())
                    .isEqualTo("inactive");
            assertThat(rehearsal.types()).contains("mandate.updated");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer=cus_nobody",
                "usage=sometimes",
                "payment_method=cus_x",
                "payment_method_types[]=cash",
                "return_url=https://paper.example",
                "confirm=true&payment_method=pm_card_visa&return_url=https://x.example/a b",
                "confirm=true&payment_method=pm_card_visa&return_url=javascript:alert(1)",
                "confirm=true",
                "confirm=maybe",
                "mandate_data=x&confirm=true"
            })
    void setups_take_no_nonsense(String form) throws Exception {
        assertThat(rehearsal.api("POST", "/v1/setup_intents", form).statusCode())
                .isIn(400, 404);
        assertThat(rehearsal.types()).isEmpty();
    }
}
