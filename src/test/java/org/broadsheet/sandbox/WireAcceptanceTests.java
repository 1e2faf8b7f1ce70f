package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.AuthenticationException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Customer;
import com.stripe.model.Price;
import com.stripe.model.Product;
import com.stripe.model.Subscription;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.common.EmptyParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What any client meets first: keys, errors, lists, repetition, expansion (checks 1 to 12). */
class WireAcceptanceTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Shop shop = new Shop(rehearsal);
    private final RequestOptions key = RequestOptions.builder()
            .setApiKey(Rehearsal.KEY)
            .setBaseUrl(rehearsal.sandbox.address().toString())
            .setMaxNetworkRetries(2)
            .setIdempotencyKey("promise:1")
            .build();

    @Test
    void check_01_without_a_key_nothing_is_answered_but_the_request_has_an_id() {
        var nobody = RequestOptions.builder()
                .setApiKey("nonsense")
                .setBaseUrl(rehearsal.sandbox.address().toString())
                .build();
        assertThatThrownBy(() -> Customer.list(Map.of(), nobody)).isInstanceOf(AuthenticationException.class);

        var answer = Rehearsal.send(rehearsal.request("/v1/customers").build());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"type\":\"invalid_request_error\"");
        assertThat(answer.headers().firstValue("Request-Id")).isPresent();
    }

    @Test
    void check_02_a_customer_comes_back_as_it_was_made_with_every_key_that_is_always_there() throws Exception {
        var made = Customer.create(Map.of("email", "ada@example.org", "metadata", Map.of("a", "1")), shop.with);
        var found = Customer.retrieve(made.getId(), shop.with);

        assertThat(found).isEqualTo(made);
        assertThat(found.getLivemode()).isFalse();
        assertThat(found.getMetadata()).containsEntry("a", "1");
        assertThat(found.getRawJsonObject().keySet()).contains("default_source", "description", "email", "shipping");
    }

    @Test
    void check_04_what_stripe_does_not_know_or_misses_is_named() {
        var unknown = refused(() -> Customer.create(Map.of("bogus", 1), shop.with));
        assertThat(unknown.getStatusCode()).isEqualTo(400);
        assertThat(unknown.getCode()).isEqualTo("parameter_unknown");
        assertThat(unknown.getParam()).isEqualTo("bogus");

        var missing = refused(() -> Product.create(Map.of("active", true), shop.with));
        assertThat(missing.getCode()).isEqualTo("parameter_missing");
        assertThat(missing.getParam()).isEqualTo("name");
    }

    @Test
    void check_05_an_unknown_id_is_a_missing_resource() {
        var refused = refused(() -> Customer.retrieve("cus_nobody", shop.with));

        assertThat(refused.getStatusCode()).isEqualTo(404);
        assertThat(refused.getCode()).isEqualTo("resource_missing");
        assertThat(refused.getParam()).isEqualTo("id");
        assertThat(refused.getRequestId()).startsWith("req_");
    }

    @Test
    void check_06_pages_go_forth_and_back_newest_first() throws Exception {
        var made = new ArrayList<String>();
        for (int i = 0; i < 25; i++)
            made.addFirst(Customer.create(Map.of("email", "reader" + i + "@example.org"), shop.with)
                    .getId());

        var walked = new ArrayList<String>();
        Customer.list(Map.of("limit", 10), shop.with)
                .autoPagingIterable()
                .forEach(customer -> walked.add(customer.getId()));
        assertThat(walked).isEqualTo(made);

        var more = new ArrayList<Boolean>();
        for (var after : List.of(made.get(9), made.get(19)))
            more.add(Customer.list(Map.of("limit", 10, "starting_after", after), shop.with)
                    .getHasMore());
        assertThat(Customer.list(Map.of("limit", 10), shop.with).getHasMore()).isTrue();
        assertThat(more).containsExactly(true, false);

        var back = Customer.list(Map.of("limit", 10, "ending_before", made.get(15)), shop.with);
        assertThat(back.getData()).extracting(Customer::getId).isEqualTo(made.subList(5, 15));
        assertThat(back.getHasMore()).isTrue();
    }

    @Test
    void check_07_the_same_request_under_one_key_happens_once() throws Exception {
        var first = Customer.create(Map.of("name", "Ada"), key);
        var again = Customer.create(Map.of("name", "Ada"), key);

        assertThat(again.getId()).isEqualTo(first.getId());
        assertThat(again.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .contains("true");
        assertThat(Customer.list(Map.of(), shop.with).getData()).hasSize(1);
        assertThat(rehearsal.types()).containsExactly("customer.created");
    }

    @Test
    void check_08_a_key_is_for_one_request_and_two_at_once_make_one_object() throws Exception {
        Callable<String> create =
                () -> Customer.create(Map.of("name", "Ada"), key).getId();
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            var ids = new ArrayList<String>();
            for (var each : both.invokeAll(List.of(create, create))) ids.add(each.get());
            assertThat(ids).containsOnly(ids.getFirst());
        }
        assertThat(Customer.list(Map.of(), shop.with).getData()).hasSize(1);

        assertThatThrownBy(() -> Customer.create(Map.of("name", "Eve"), key))
                .isInstanceOfSatisfying(
                        IdempotencyException.class,
                        refused -> assertThat(refused.getStatusCode()).isEqualTo(400));
    }

    @Test
    void check_09_what_was_refused_may_be_corrected_under_its_key() throws Exception {
        refused(() -> Customer.create(Map.of("email", "nonsense"), key));

        assertThat(Customer.create(Map.of("email", "ada@example.org"), key).getEmail())
                .isEqualTo("ada@example.org");
    }

    @Test
    void check_10_ids_become_objects_when_asked_for_and_only_where_there_are_any() throws Exception {
        var id = rehearsal.subscribed(Rehearsal.GOOD).getId();
        var path = "latest_invoice.payments.data.payment.payment_intent";

        assertThat(Subscription.retrieve(id, shop.with).getLatestInvoiceObject())
                .isNull();
        var expanded = Subscription.retrieve(id, Map.of("expand", List.of(path)), shop.with);
        var payment = expanded.getLatestInvoiceObject().getPayments().getData().getFirst();
        assertThat(payment.getPayment().getPaymentIntentObject().getStatus()).isEqualTo("succeeded");

        var refused = refused(() -> Subscription.retrieve(id, Map.of("expand", List.of("bogus")), shop.with));
        assertThat(refused.getStatusCode()).isEqualTo(400);
    }

    @Test
    void check_11_metadata_is_merged_and_what_is_empty_unsets() throws Exception {
        var customer = Customer.create(Map.of("metadata", Map.of("a", "1", "b", "2")), shop.with);
        var merged = customer.update(Map.of("metadata", Map.of("a", "", "c", "1")), shop.with);
        assertThat(merged.getMetadata()).containsOnlyKeys("b", "c");
        var cleared = customer.update(
                CustomerUpdateParams.builder().setMetadata(EmptyParam.EMPTY).build(), shop.with);
        assertThat(cleared.getMetadata()).isEmpty();

        var subscription = rehearsal.subscribed(Rehearsal.GOOD);
        var paused = shop.change(subscription, Map.of("pause_collection", Map.of("behavior", "keep_as_draft")));
        assertThat(paused.getPauseCollection().getBehavior()).isEqualTo("keep_as_draft");
        var unset = shop.again(subscription)
                .update(
                        SubscriptionUpdateParams.builder()
                                .setPauseCollection(EmptyParam.EMPTY)
                                .build(),
                        shop.with);
        assertThat(unset.getPauseCollection()).isNull();
    }

    @Test
    void check_12_the_amount_of_a_price_cannot_change_but_its_key_can_move() throws Exception {
        var product = Product.create(Map.of("name", "Support"), shop.with).getId();
        var first = price(product, 500, false);
        assertThat(refused(() -> first.update(Map.of("unit_amount", 600), shop.with))
                        .getStatusCode())
                .isEqualTo(400);
        refused(() -> price(product, 700, false));

        var second = price(product, 700, true);
        assertThat(Price.list(Map.of("lookup_keys", List.of("monthly")), shop.with)
                        .getData())
                .extracting(Price::getId)
                .containsExactly(second.getId());
        assertThat(Price.retrieve(first.getId(), shop.with).getLookupKey()).isNull();
    }

    private Price price(String product, long amount, boolean transfer) throws Exception {
        return Price.create(
                Map.of(
                        "product",
                        product,
                        "currency",
                        "eur",
                        "unit_amount",
                        amount,
                        "lookup_key",
                        "monthly",
                        "transfer_lookup_key",
                        transfer),
                shop.with);
    }

    private static InvalidRequestException refused(Callable<?> work) {
        return catchThrowableOfType(InvalidRequestException.class, work::call);
    }
}
