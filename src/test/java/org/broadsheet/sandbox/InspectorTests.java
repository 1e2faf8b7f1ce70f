package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.broadsheet.sandbox.listening.Exchange;
import org.broadsheet.sandbox.listening.Listener;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The inspector is only worth what it finds. */
class InspectorTests {
    private static final String ERROR = "{\"error\":{\"type\":\"invalid_request_error\"}}";

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Inspector inspector = new Inspector();

    @Test
    void it_listens_in_the_whole_run_without_being_asked() {
        assertThat(ServiceLoader.load(Listener.class)).hasAtLeastOneElementOfType(Inspector.class);
        assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(Inspector.class);
    }

    @Nested
    class Answers {
        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "\"livemode\":false,; ; livemode",
                    "\"description\":null,; ; description is missing in customer",
                    "\"object\":\"customer\"; \"object\":\"client\"; client",
                    "\"delinquent\":false; \"delinquent\":\"no\"; delinquent"
                })
        void that_lack_a_key_or_have_it_otherwise_are_found(String part, String instead, String said) {
            var customer = rehearsal.api("POST", "/v1/customers", "name=Ada").body();
            hear("GET", "/v1/customers/cus_1", "", 200, customer);
            assertThat(Inspector.faults()).isEmpty();

            var broken = customer.replace(part, instead == null ? "" : instead);
            assertThat(broken).isNotEqualTo(customer);
            hear("GET", "/v1/customers/cus_1", "", 200, broken);
            assertThat(Inspector.faults())
                    .isNotEmpty()
                    .anySatisfy(fault -> assertThat(fault).contains(said));
        }

        @Test
        void of_an_endpoint_that_stripe_has_not_are_found() {
            hear("GET", "/v1/miracles", "", 200, "{}");
            assertThat(Inspector.faults()).isNotEmpty();
        }

        @Test
        void that_are_a_failure_of_the_sandbox_are_found() {
            hear("GET", "/v1/customers", "", 500, ERROR);
            assertThat(Inspector.faults()).isNotEmpty();
        }
    }

    @Nested
    class Events {
        @Test
        void that_lack_a_key_somewhere_inside_are_found() throws Exception {
            rehearsal.subscribed(Rehearsal.GOOD);
            rehearsal.settled();
            for (var delivery : rehearsal.witness.deliveries()) {
                if (!delivery.event().getType().equals("invoice.paid")) continue;
                inspector.sends(delivery.body().replace("\"next_payment_attempt\":null,", ""));
                inspector.sends(delivery.body().replace("invoice.paid", "invoice.praised"));
            }

            assertThat(Inspector.faults())
                    .anySatisfy(fault -> assertThat(fault).contains("next_payment_attempt is missing in invoice"))
                    .anySatisfy(fault -> assertThat(fault).contains("invoice.praised"));
        }
    }

    @Nested
    class Requests {
        @ParameterizedTest
        @CsvSource({
            "POST, /v1/customers, bogus=1",
            "POST, /v1/customers, address[planet]=earth",
            "POST, /v1/customers, metadata=x",
            "POST, /v1/products, active=true",
            "POST, /v1/products, name=x&active=perhaps",
            "GET, /v1/customers, limit=ten",
            "GET, /v1/customers, created[since]=1",
            "POST, /v1/checkout/sessions, line_items[][price]=p&line_items[][quantity]=many",
            "DELETE, /v1/subscriptions/sub_1, prorate=half"
        })
        void that_stripe_would_not_take_are_found(String method, String path, String form) {
            assertThat(StripeDocument.faultsOfRequest(method, path, form)).isNotEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "POST, /v1/customers, name=Ada&metadata[a]=&preferred_locales[0]=en&address[city]=Paris",
            "POST, /v1/customers, metadata=",
            "GET, /v1/customers, limit=10&created[gte]=1&expand[]=data.subscriptions",
            "GET, /v1/customers, created=1",
            "POST, /v1/checkout/sessions, line_items[][price]=p&line_items[][quantity]=1",
            "POST, /v1/subscriptions/sub_1, pause_collection=&cancel_at=min_period_end",
            "DELETE, /v1/subscriptions/sub_1, prorate=true"
        })
        void that_stripe_would_take_are_not(String method, String path, String form) {
            assertThat(StripeDocument.faultsOfRequest(method, path, form)).isEmpty();
        }

        @Test
        void of_the_application_must_be_right_even_when_they_are_refused() {
            hear("POST", "/v1/customers", "bogus=1", 400, ERROR);
            assertThat(Inspector.faults()).isEmpty();

            inspector.answered(
                    new Exchange("POST", "/v1/customers", "bogus=1", "Bearer sk_test_broadsheet", 400, ERROR));
            assertThat(Inspector.faults()).hasSize(1);
        }
    }

    private void hear(String method, String path, String form, int status, String answer) {
        inspector.answered(new Exchange(method, path, form, "Bearer sk_test_x", status, answer));
    }
}
