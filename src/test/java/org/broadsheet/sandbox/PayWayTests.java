package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The payment page shows the ways to pay that its session allows, and no other. */
class PayWayTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Till till = new Till(rehearsal);

    @ParameterizedTest
    @CsvSource({
        "eur, card, 'number expiry cvc', 'iban sort_code routing_number'",
        "eur, sepa_debit, iban, 'number cvc sort_code routing_number'",
        "gbp, bacs_debit, 'sort_code account_number', 'number iban routing_number'",
        "usd, us_bank_account, 'routing_number us_account_number', 'number iban sort_code'"
    })
    void a_session_for_one_way_has_the_fields_of_that_way_alone(
            String currency, String type, String there, String missing) throws Exception {
        var page = till.page(till.open(gift(currency) + "&payment_method_types[0]=" + type));

        for (var field : there.split(" ")) assertThat(page).contains("id=\"" + field + "\"");
        for (var field : missing.split(" ")) assertThat(page).doesNotContain("id=\"" + field + "\"");
        assertThat(page).doesNotContain("type=\"radio\"");
        if (!type.equals("card")) assertThat(page).doesNotContain("4242 4242 4242 4242");
    }

    @Test
    void a_session_that_only_keeps_an_account_shows_only_accounts() throws Exception {
        var session = till.open(
                "mode=setup&currency=eur&success_url=http://localhost:9/thanks&payment_method_types[0]=sepa_debit");
        assertThat(till.page(session)).contains("id=\"iban\"").doesNotContain("id=\"number\"");

        assertThat(till.pay(session, Map.of("iban", "AT61 1904 3002 3457 3201")).statusCode())
                .isEqualTo(303);
        var kept = rehearsal
                .stripe
                .v1()
                .setupIntents()
                .retrieve(till.again(session.getId()).getSetupIntent());
        assertThat(kept.getStatus()).isEqualTo("succeeded");
        assertThat(rehearsal
                        .stripe
                        .v1()
                        .paymentMethods()
                        .retrieve(kept.getPaymentMethod())
                        .getType())
                .isEqualTo("sepa_debit");
    }

    @ParameterizedTest
    @CsvSource({
        "gbp, bacs_debit, bacs, sort_code, 10-88-00, account_number, 00012345, paid",
        "gbp, bacs_debit, bacs, sort_code, 108800, account_number, 33333335, unpaid",
        "usd, us_bank_account, us_bank, routing_number, 110000000, us_account_number, 000123456789, paid",
        "usd, us_bank_account, us_bank, routing_number, 110000000, us_account_number, 000111111116, unpaid"
    })
    void an_account_is_debited_and_its_bank_answers_days_later(
            String currency, String type, String way, String one, String bank, String two, String number, String end)
            throws Exception {
        var session = till.open(gift(currency));
        assertThat(till.page(session)).contains("value=\"" + way + "\"");
        var form = Map.of("method", way, one, bank, two, number);

        assertThat(till.pay(session, form).statusCode()).isEqualTo(303);
        assertThat(till.again(session.getId()).getPaymentStatus()).isEqualTo("unpaid");
        rehearsal.later(7 * 86_400);

        assertThat(till.again(session.getId()).getPaymentStatus()).isEqualTo(end);
        assertThat(rehearsal.types())
                .contains("checkout.session.async_payment_" + (end.equals("paid") ? "succeeded" : "failed"));
        var charge = rehearsal.stripe.v1().charges().list().getData().getFirst();
        assertThat(charge.getPaymentMethodDetails().getType()).isEqualTo(type);
        assertThat(charge.getBillingDetails().getName()).isEqualTo("Elif Karaman");
    }

    @ParameterizedTest
    @CsvSource({
        "gbp, bacs, sort_code, 108801, account_number, 00012345, Enter the sort code",
        "gbp, bacs, sort_code, '', account_number, '', Enter the sort code",
        "usd, us_bank, routing_number, 110000000, us_account_number, 1, Enter the routing",
        "eur, sepa, iban, DE00, x, y, Enter one of the test accounts"
    })
    void an_account_that_is_none_is_said_beside_its_field_and_not_shown_again(
            String currency, String way, String one, String bank, String two, String number, String words)
            throws Exception {
        var session = till.open(gift(currency));
        var answer = till.pay(session, Map.of("method", way, one, bank, two, number));

        Till.isSentBack(answer, one, words);
        if (!bank.isEmpty()) assertThat(answer.body()).doesNotContain("value=\"" + bank + "\"");
        assertThat(till.again(session.getId()).getStatus()).isEqualTo("open");
        assertThat(rehearsal.types()).doesNotContain("payment_intent.created");
    }

    @Test
    void a_way_that_the_session_does_not_allow_is_not_gone_by() throws Exception {
        var session = till.open(gift("eur") + "&payment_method_types[0]=sepa_debit");

        Till.isSentBack(till.pay(session, Map.of("method", "card")), "iban", "Enter one of the test accounts");
        assertThat(till.again(session.getId()).getStatus()).isEqualTo("open");
    }

    @Test
    void the_page_speaks_russian_about_them() throws Exception {
        var session = till.open(gift("gbp") + "&locale=ru");
        assertThat(till.page(session)).contains("С банковского счёта (Bacs)", "Номер счёта", "108800 00012345");
    }

    private static String gift(String currency) {
        return Till.ONE_GIFT.replace("=eur", "=" + currency);
    }
}
