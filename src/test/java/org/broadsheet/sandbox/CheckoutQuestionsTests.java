package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a payment page asks for besides the payment, and where the answers go. */
class CheckoutQuestionsTests {
    private static final String ALL = "&phone_number_collection[enabled]=true&billing_address_collection=required"
            + "&consent_collection[terms_of_service]=required";
    private static final Map<String, String> ANSWERS = Map.of(
            "phone", "+49 (30) 123-4567",
            "line1", "Court Street 3",
            "postal_code", "10115",
            "city", "Berlin",
            "country", "DE",
            "terms", "accepted");

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Till till = new Till(rehearsal);

    @Nested
    class When_a_session_asks_for_everything {
        @Test
        void a_new_customer_is_known_by_the_answers() throws Exception {
            var session = till.open(Till.MONTHLY + ALL);
            assertThat(session.getPhoneNumberCollection().getEnabled()).isTrue();
            assertThat(session.getBillingAddressCollection()).isEqualTo("required");
            assertThat(session.getConsentCollection().getTermsOfService()).isEqualTo("required");
            assertThat(session.getConsent()).isNull();
            assertThat(till.pay(session, ANSWERS).statusCode()).isEqualTo(303);

            var paid = till.again(session.getId());
            assertThat(paid.getConsent().getTermsOfService()).isEqualTo("accepted");
            assertThat(paid.getCustomerDetails().getPhone()).isEqualTo("+49301234567");
            assertThat(paid.getCustomerDetails().getAddress().getCity()).isEqualTo("Berlin");
            assertThat(paid.getCustomerDetails().getName()).isEqualTo("Elif Karaman");
            var customer = rehearsal.stripe.v1().customers().retrieve(paid.getCustomer());
            assertThat(customer.getPhone()).isEqualTo("+49301234567");
            assertThat(customer.getAddress().getLine1()).isEqualTo("Court Street 3");
            var charge = rehearsal.stripe.v1().charges().list().getData().getFirst();
            assertThat(charge.getBillingDetails().getAddress().getPostalCode()).isEqualTo("10115");
            assertThat(charge.getBillingDetails().getPhone()).isEqualTo("+49301234567");
        }

        @ParameterizedTest
        @CsvSource({
            "phone, 030 1234567, Enter a phone number",
            "phone, '', Enter a phone number",
            "line1, '', Enter the street",
            "city, '', Enter the town",
            "country, Germany, Enter a country"
        })
        void an_answer_that_is_none_is_said_beside_its_field(String field, String typed, String words)
                throws Exception {
            var session = till.open(Till.ONE_GIFT + ALL);
            var answers = new HashMap<>(ANSWERS);
            answers.put(field, typed);

            var answer = till.pay(session, answers);

            Till.isSentBack(answer, field, words);
            assertThat(answer.body()).contains("checked=\"checked\"");
            assertThat(rehearsal.types()).doesNotContain("payment_intent.created");
        }

        @Test
        void nobody_pays_who_has_not_agreed() throws Exception {
            var session = till.open(
                    Till.ONE_GIFT + ALL + "&custom_text[terms_of_service_acceptance][message]=I%20am%20%3Cfine%3E");
            assertThat(till.page(session)).contains("I am &lt;fine&gt;");
            var answers = new HashMap<>(ANSWERS);
            answers.remove("terms");

            Till.isSentBack(till.pay(session, answers), "terms", "Agree to the terms");
            assertThat(till.again(session.getId()).getStatus()).isEqualTo("open");
        }

        @Test
        void a_payment_without_the_page_is_refused_for_want_of_an_answer() throws Exception {
            var session = till.open(Till.ONE_GIFT + ALL);
            var answer = rehearsal.api(
                    "POST", "/v1/payment_pages/" + session.getId() + "/confirm", "payment_method=pm_card_visa");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("asks for a phone number");
            assertThat(till.again(session.getId()).getStatus()).isEqualTo("open");
        }

        @Test
        void the_page_asks_in_russian_too() throws Exception {
            assertThat(till.page(till.open(Till.ONE_GIFT + ALL + "&locale=ru")))
                    .contains("Телефон", "Адрес плательщика", "Я принимаю условия");
        }
    }

    @Nested
    class When_somebody_is_a_customer_already {
        @Test
        void they_keep_their_name_and_address_unless_the_session_may_change_them() throws Exception {
            var customer = till.make("customers", "name=Ada&email=ada@example.org&phone=%2B4912345678");
            var session = till.open(Till.ONE_GIFT + "&billing_address_collection=required&customer=" + customer);
            assertThat(till.pay(session, ANSWERS).statusCode()).isEqualTo(303);
            assertThat(rehearsal.types()).doesNotContain("customer.updated");
            assertThat(till.again(session.getId()).getCustomerDetails().getName())
                    .isEqualTo("Elif Karaman");

            var changing = till.open(Till.ONE_GIFT + ALL + "&customer_update[name]=auto&customer_update[address]=auto"
                    + "&customer=" + customer);
            assertThat(till.page(changing)).contains("value=\"+4912345678\"");
            assertThat(till.pay(changing, ANSWERS).statusCode()).isEqualTo(303);
            var now = rehearsal.stripe.v1().customers().retrieve(customer);
            assertThat(now.getName()).isEqualTo("Elif Karaman");
            assertThat(now.getAddress().getCountry()).isEqualTo("DE");
            assertThat(now.getPhone()).isEqualTo("+49301234567");
            assertThat(rehearsal.types())
                    .containsSubsequence("charge.succeeded", "customer.updated", "checkout.session.completed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "customer_update[name]=auto, customer_update",
        "customer_update[shipping]=auto, customer_update[shipping]",
        "billing_address_collection=sometimes, billing_address_collection",
        "phone_number_collection=true, phone_number_collection",
        "phone_number_collection[enabled]=perhaps, phone_number_collection[enabled]",
        "consent_collection[terms_of_service][a]=b, consent_collection[terms_of_service]",
        "consent_collection[promotions]=auto, consent_collection[promotions]"
    })
    void nonsense_is_refused_and_makes_nothing(String more, String param) throws Exception {
        Till.isRefused(till.ask(Till.ONE_GIFT + "&" + more), param);
        assertThat(rehearsal.types()).isEmpty();
    }
}
