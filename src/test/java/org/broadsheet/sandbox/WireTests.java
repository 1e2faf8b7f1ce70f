package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.AuthenticationException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.PermissionException;
import com.stripe.model.Customer;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.SubscriptionRetrieveParams;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WireTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @Nested
    class Keys {
        @Test
        void a_wrong_one_is_an_authentication_error() {
            assertThatThrownBy(
                            () -> rehearsal.client("nonsense").v1().customers().list())
                    .isInstanceOf(AuthenticationException.class);
            assertThatThrownBy(() -> rehearsal
                            .client("sk_live_1234567890")
                            .v1()
                            .customers()
                            .list())
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("never a live key");
        }

        @Test
        void a_publishable_one_is_not_enough() {
            assertThatThrownBy(
                            () -> rehearsal.client("pk_test_1").v1().customers().list())
                    .isInstanceOf(PermissionException.class);
        }

        @Test
        void every_key_sees_its_own_account_only() throws Exception {
            var customer = create("ada@example.org");
            var other = rehearsal.client("sk_test_other");

            assertThat(other.v1().customers().list().getData()).isEmpty();
            assertThatThrownBy(() -> other.v1().customers().retrieve(customer.getId()))
                    .isInstanceOf(InvalidRequestException.class);
            assertThat(other.v1().events().list().getData()).isEmpty();
            assertThat(rehearsal.stripe.v1().accounts().retrieveCurrent().getId())
                    .startsWith("acct_")
                    .isNotEqualTo(other.v1().accounts().retrieveCurrent().getId());
        }

        @Test
        void nobody_takes_away_the_page_of_another_by_choosing_its_id() throws Exception {
            var session = rehearsal.create(Rehearsal.once(500));
            rehearsal
                    .client("sk_test_other")
                    .v1()
                    .products()
                    .create(ProductCreateParams.builder()
                            .setId(session.getId())
                            .setName("x")
                            .build());

            assertThat(rehearsal.get("/c/pay/" + session.getId(), "text/html").statusCode())
                    .isEqualTo(200);
        }

        @Test
        void curl_may_send_it_as_a_user_name() {
            var basic = java.util.Base64.getEncoder().encodeToString((Rehearsal.KEY + ":").getBytes());
            var answer = Rehearsal.send(rehearsal
                    .request("/v1/balance")
                    .header("Authorization", "Basic " + basic)
                    .build());

            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class Objects {
        @Test
        void a_deleted_customer_is_a_stub_and_cannot_be_changed() throws Exception {
            var id = create("ada@example.org").getId();
            assertThat(rehearsal.stripe.v1().customers().delete(id).getDeleted())
                    .isTrue();

            assertThat(rehearsal.stripe.v1().customers().retrieve(id).getDeleted())
                    .isTrue();
            assertThat(rehearsal.stripe.v1().customers().list().getData()).isEmpty();
            assertThatThrownBy(() -> rehearsal
                            .stripe
                            .v1()
                            .customers()
                            .update(
                                    id,
                                    CustomerUpdateParams.builder().setName("x").build()))
                    .isInstanceOf(InvalidRequestException.class);
        }
    }

    @Nested
    class Refusals {
        @Test
        void a_missing_parameter_is_named() {
            var error = error("POST", "/v1/products", "active=true");
            assertThat(error.path("code").asString()).isEqualTo("parameter_missing");
            assertThat(error.path("param").asString()).isEqualTo("name");

            var nested = error(
                    "POST",
                    "/v1/checkout/sessions",
                    "mode=payment&success_url=http://a.example&line_items[0][price_data][unit_amount]=5");
            assertThat(nested.path("param").asString()).isEqualTo("line_items[0][price_data][currency]");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "email=%ZZ",
                    "metadata=1&metadata[a]=2",
                    "metadata[a][b]=1",
                    "email[0]=a",
                    "a[[b]]=1",
                    "[]=1",
                    "limit=99999999999999999999",
                    "email=a%00b",
                    "address=x",
                    "preferred_locales[x]=1",
                    "expand[0]=nonsense"
                })
        void nonsense_is_refused_and_changes_nothing(String form) throws Exception {
            assertThat(rehearsal.api("POST", "/v1/customers", form).statusCode())
                    .isEqualTo(400);
            assertThat(rehearsal.stripe.v1().customers().list().getData()).isEmpty();
            assertThat(rehearsal.types()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {".", "data.", "data..", ".data", "data..customer", ""})
        void an_expansion_has_no_gaps(String path) {
            for (var list : new String[] {"customers?", "charges?", "customers/search?query=email:'a'&"})
                assertThat(rehearsal
                                .api("GET", "/v1/" + list.replace("'", "%22") + "expand[]=" + path, "")
                                .statusCode())
                        .isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(strings = {"products?name=x", "coupons?percent_off=5"})
        void the_id_of_the_balance_is_taken(String wish) {
            var parts = wish.split("\\?");
            assertThat(rehearsal
                            .api("POST", "/v1/" + parts[0], parts[1] + "&id=balance")
                            .body())
                    .contains("resource_already_exists");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[currency]=zzz",
                    "[currency]=xau",
                    "[unit_amount]=100000000",
                    "[unit_amount]=-1",
                    "[recurring][interval_count]=0",
                    "[recurring][interval_count]=37",
                    "[recurring][interval]=fortnight",
                    "[product]=prod_nobody"
                })
        void a_price_that_cannot_be_is_refused(String wrong) {
            var price = "line_items[0][price_data]";
            var form = new java.util.LinkedHashMap<String, String>();
            form.put("[currency]", "eur");
            form.put("[unit_amount]", "500");
            form.put("[recurring][interval]", "month");
            form.put("[product_data][name]", "Support");
            if (wrong.startsWith("[product]")) form.remove("[product_data][name]");
            form.put(wrong.substring(0, wrong.indexOf('=')), wrong.substring(wrong.indexOf('=') + 1));
            var body = new StringBuilder("mode=subscription&success_url=http://a.example");
            form.forEach((key, value) ->
                    body.append('&').append(price).append(key).append('=').append(value));

            assertThat(rehearsal
                            .api("POST", "/v1/checkout/sessions", body.toString())
                            .statusCode())
                    .isBetween(400, 404);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "success_url=javascript:alert(1)",
                    "success_url=nonsense",
                    "success_url=http://a.example&cancel_url=data:x"
                })
        void people_are_sent_to_web_pages_only(String form) {
            var error = error(
                    "POST",
                    "/v1/checkout/sessions",
                    form + "&mode=payment&line_items[0][price_data][currency]=eur"
                            + "&line_items[0][price_data][unit_amount]=500&line_items[0][price_data][product_data][name]=x");
            assertThat(error.path("code").asString()).isEqualTo("url_invalid");
        }

        @Test
        void the_second_api_says_so_too() {
            var answer = rehearsal.api("GET", "/v2/core/events", "");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("GET: /v2/core/events", "This sandbox supports: ");
        }

        @Test
        void what_is_not_supported_says_what_is() {
            var error = error("GET", "/v1/quotes", "");
            assertThat(error.path("message").asString()).contains("GET: /v1/quotes", "POST /v1/checkout/sessions");
        }

        private tools.jackson.databind.JsonNode error(String method, String path, String form) {
            return JSON.readTree(rehearsal.api(method, path, form).body()).path("error");
        }
    }

    @Nested
    class Lists {
        @Test
        void a_range_of_time_can_be_asked_for() throws Exception {
            var early = create("early@example.org");
            rehearsal.later(100);
            var late = create("late@example.org");

            var since = CustomerListParams.Created.builder()
                    .setGte(late.getCreated())
                    .build();
            assertThat(ids(CustomerListParams.builder().setCreated(since))).containsExactly(late.getId());
            var before = CustomerListParams.Created.builder()
                    .setLt(late.getCreated())
                    .build();
            assertThat(ids(CustomerListParams.builder().setCreated(before))).containsExactly(early.getId());
            assertThat(ids(CustomerListParams.builder().setEmail("late@example.org")))
                    .containsExactly(late.getId());
        }

        private List<String> ids(CustomerListParams.Builder wish) throws Exception {
            return rehearsal.stripe.v1().customers().list(wish.build()).getData().stream()
                    .map(Customer::getId)
                    .toList();
        }
    }

    @Nested
    class Expansion {
        @Test
        void lists_expand_their_elements() {
            var answer = rehearsal.api(
                    "GET", "/v1/subscriptions?expand[]=data.customer&expand[0]=data.latest_invoice.payments", "");
            assertThat(answer.statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"bogus", "customer.bogus", "latest_invoice.payments.data.payment.payment_intent.customer"})
        void a_path_that_leads_nowhere_or_too_deep_is_refused(String path) throws Exception {
            var subscription = rehearsal.subscribed(Rehearsal.GOOD);

            assertThatThrownBy(() -> rehearsal
                            .stripe
                            .v1()
                            .subscriptions()
                            .retrieve(
                                    subscription.getId(),
                                    SubscriptionRetrieveParams.builder()
                                            .addExpand(path)
                                            .build()))
                    .isInstanceOf(InvalidRequestException.class);
        }
    }

    private Customer create(String email) throws Exception {
        return rehearsal
                .stripe
                .v1()
                .customers()
                .create(CustomerCreateParams.builder().setEmail(email).build());
    }
}
