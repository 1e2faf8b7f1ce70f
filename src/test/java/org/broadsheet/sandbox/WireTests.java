package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.AuthenticationException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.PermissionException;
import com.stripe.model.Customer;
import com.stripe.model.Price;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.PriceUpdateParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.SubscriptionRetrieveParams;
import com.stripe.param.SubscriptionUpdateParams;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
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
        void without_one_nothing_is_answered() {
            var answer = Rehearsal.send(rehearsal.request("/v1/customers").build());

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Request-Id")).isPresent();
            assertThat(JSON.readTree(answer.body()).at("/error/type").asString())
                    .isEqualTo("invalid_request_error");
        }

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
        void a_customer_comes_back_as_it_was_made() throws Exception {
            var made = rehearsal
                    .stripe
                    .v1()
                    .customers()
                    .create(CustomerCreateParams.builder()
                            .setEmail("ada@example.org")
                            .setName("Ada")
                            .putMetadata("a", "1")
                            .build());
            var found = rehearsal.stripe.v1().customers().retrieve(made.getId());

            assertThat(found.getId()).startsWith("cus_");
            assertThat(found.getEmail()).isEqualTo("ada@example.org");
            assertThat(found.getMetadata()).containsEntry("a", "1");
            assertThat(found.getLivemode()).isFalse();
            assertThat(found).isEqualTo(made);
        }

        @Test
        void metadata_is_merged_an_empty_value_removes_and_an_empty_map_clears() throws Exception {
            var id = rehearsal
                    .stripe
                    .v1()
                    .customers()
                    .create(CustomerCreateParams.builder()
                            .putMetadata("a", "1")
                            .putMetadata("b", "2")
                            .build())
                    .getId();

            var merged = rehearsal
                    .stripe
                    .v1()
                    .customers()
                    .update(
                            id,
                            CustomerUpdateParams.builder()
                                    .putMetadata("a", "")
                                    .putMetadata("c", "1")
                                    .build());
            assertThat(merged.getMetadata()).containsOnlyKeys("b", "c");

            var cleared = rehearsal
                    .stripe
                    .v1()
                    .customers()
                    .update(
                            id,
                            CustomerUpdateParams.builder()
                                    .setMetadata(com.stripe.param.common.EmptyParam.EMPTY)
                                    .build());
            assertThat(cleared.getMetadata()).isEmpty();
        }

        @Test
        void an_empty_value_unsets() throws Exception {
            var subscription = rehearsal.subscribed(Rehearsal.GOOD);
            var pause = SubscriptionUpdateParams.PauseCollection.builder()
                    .setBehavior(SubscriptionUpdateParams.PauseCollection.Behavior.KEEP_AS_DRAFT)
                    .build();
            var service = rehearsal.stripe.v1().subscriptions();
            assertThat(service.update(
                                    subscription.getId(),
                                    SubscriptionUpdateParams.builder()
                                            .setPauseCollection(pause)
                                            .build())
                            .getPauseCollection()
                            .getBehavior())
                    .isEqualTo("keep_as_draft");

            var unset = service.update(
                    subscription.getId(),
                    SubscriptionUpdateParams.builder()
                            .setPauseCollection(com.stripe.param.common.EmptyParam.EMPTY)
                            .build());
            assertThat(unset.getPauseCollection()).isNull();
        }

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

        @Test
        void the_amount_of_a_price_cannot_change_and_its_key_can_move() throws Exception {
            var product = rehearsal
                    .stripe
                    .v1()
                    .products()
                    .create(ProductCreateParams.builder().setName("Support").build());
            var first = price(product.getId(), 500, false);
            assertThat(rehearsal
                            .api("POST", "/v1/prices/" + first.getId(), "unit_amount=600")
                            .statusCode())
                    .isEqualTo(400);
            assertThatThrownBy(() -> price(product.getId(), 700, false)).isInstanceOf(InvalidRequestException.class);

            var second = price(product.getId(), 700, true);
            var holders = rehearsal
                    .stripe
                    .v1()
                    .prices()
                    .list(PriceListParams.builder().addLookupKey("monthly").build());
            assertThat(holders.getData()).extracting(Price::getId).containsExactly(second.getId());
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .prices()
                            .update(
                                    second.getId(),
                                    PriceUpdateParams.builder().setActive(false).build())
                            .getActive())
                    .isFalse();
        }

        private Price price(String product, long amount, boolean transfer) throws Exception {
            return rehearsal
                    .stripe
                    .v1()
                    .prices()
                    .create(PriceCreateParams.builder()
                            .setProduct(product)
                            .setCurrency("eur")
                            .setUnitAmount(amount)
                            .setLookupKey("monthly")
                            .setTransferLookupKey(transfer)
                            .build());
        }
    }

    @Nested
    class Refusals {
        @Test
        void an_unknown_parameter_is_named() {
            var error = error("POST", "/v1/customers", "bogus=1");
            assertThat(error.path("code").asString()).isEqualTo("parameter_unknown");
            assertThat(error.path("param").asString()).isEqualTo("bogus");
        }

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

        @Test
        void an_unknown_id_is_a_missing_resource() {
            assertThatThrownBy(() -> rehearsal.stripe.v1().customers().retrieve("cus_nobody"))
                    .isInstanceOfSatisfying(InvalidRequestException.class, missing -> {
                        assertThat(missing.getStatusCode()).isEqualTo(404);
                        assertThat(missing.getCode()).isEqualTo("resource_missing");
                        assertThat(missing.getParam()).isEqualTo("id");
                        assertThat(missing.getRequestId()).startsWith("req_");
                    });
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
        void pages_go_forth_and_back() throws Exception {
            var made = new ArrayList<String>();
            for (int i = 0; i < 25; i++)
                made.addFirst(create("reader" + i + "@example.org").getId());

            var walked = new ArrayList<String>();
            var more = new ArrayList<Boolean>();
            var page = rehearsal
                    .stripe
                    .v1()
                    .customers()
                    .list(CustomerListParams.builder().setLimit(10L).build());
            while (true) {
                page.getData().forEach(customer -> walked.add(customer.getId()));
                more.add(page.getHasMore());
                if (!page.getHasMore()) break;
                page = rehearsal
                        .stripe
                        .v1()
                        .customers()
                        .list(CustomerListParams.builder()
                                .setLimit(10L)
                                .setStartingAfter(walked.getLast())
                                .build());
            }
            assertThat(walked).isEqualTo(made);
            assertThat(more).containsExactly(true, true, false);

            var back = rehearsal
                    .stripe
                    .v1()
                    .customers()
                    .list(CustomerListParams.builder()
                            .setLimit(10L)
                            .setEndingBefore(made.get(15))
                            .build());
            assertThat(back.getData()).extracting(Customer::getId).isEqualTo(made.subList(5, 15));
            assertThat(back.getHasMore()).isTrue();
        }

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
        void four_levels_become_objects_and_ids_stay_ids_without() throws Exception {
            var subscription = rehearsal.subscribed(Rehearsal.GOOD);
            assertThat(subscription.getLatestInvoice()).startsWith("in_");
            assertThat(subscription.getLatestInvoiceObject()).isNull();

            var expanded = rehearsal
                    .stripe
                    .v1()
                    .subscriptions()
                    .retrieve(
                            subscription.getId(),
                            SubscriptionRetrieveParams.builder()
                                    .addExpand("latest_invoice.payments.data.payment.payment_intent")
                                    .addExpand("customer")
                                    .addExpand("default_payment_method")
                                    .build());
            assertThat(expanded.getCustomerObject().getEmail()).isEqualTo("elif@example.org");
            assertThat(expanded.getDefaultPaymentMethodObject().getCard().getLast4())
                    .isEqualTo("4242");
            var intent = expanded.getLatestInvoiceObject()
                    .getPayments()
                    .getData()
                    .getFirst()
                    .getPayment()
                    .getPaymentIntentObject();
            assertThat(intent.getStatus()).isEqualTo("succeeded");
        }

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

    @Nested
    class Idempotency {
        private final RequestOptions key =
                RequestOptions.builder().setIdempotencyKey("promise:1").build();

        @Test
        void the_same_request_again_gets_the_same_answer_and_does_nothing() throws Exception {
            var first = rehearsal.stripe.v1().customers().create(ada(), key);
            var again = rehearsal.stripe.v1().customers().create(ada(), key);

            assertThat(again.getId()).isEqualTo(first.getId());
            assertThat(again.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                    .contains("true");
            assertThat(rehearsal.stripe.v1().customers().list().getData()).hasSize(1);
            assertThat(rehearsal.types()).containsExactly("customer.created");
        }

        @Test
        void another_request_under_the_same_key_is_refused() throws Exception {
            rehearsal.stripe.v1().customers().create(ada(), key);

            assertThatThrownBy(() -> rehearsal
                            .stripe
                            .v1()
                            .customers()
                            .create(
                                    CustomerCreateParams.builder()
                                            .setName("Eve")
                                            .build(),
                                    key))
                    .isInstanceOf(IdempotencyException.class);
        }

        @Test
        void two_at_once_end_in_one_object() throws Exception {
            Callable<String> create =
                    () -> rehearsal.stripe.v1().customers().create(ada(), key).getId();
            try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
                var ids = new ArrayList<String>();
                for (var each : both.invokeAll(List.of(create, create, create))) ids.add(each.get());
                assertThat(ids).containsOnly(ids.getFirst());
            }
            assertThat(rehearsal.stripe.v1().customers().list().getData()).hasSize(1);
        }

        @Test
        void a_request_that_was_refused_may_be_corrected_under_its_key() throws Exception {
            assertThatThrownBy(() -> rehearsal
                            .stripe
                            .v1()
                            .customers()
                            .create(
                                    CustomerCreateParams.builder()
                                            .setEmail("nonsense")
                                            .build(),
                                    key))
                    .isInstanceOf(InvalidRequestException.class);

            assertThat(rehearsal.stripe.v1().customers().create(ada(), key).getName())
                    .isEqualTo("Ada");
        }

        private CustomerCreateParams ada() {
            return CustomerCreateParams.builder().setName("Ada").build();
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
