package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Customer;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerSearchParams;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchApiTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @Test
    void customers_are_found_page_by_page_newest_first_and_no_deleted_ones() throws Exception {
        var made = new ArrayList<String>();
        for (int i = 0; i < 5; i++) made.addFirst(create("gold"));
        create("silver");
        rehearsal.stripe.v1().customers().delete(made.removeLast());

        var wish = CustomerSearchParams.builder()
                .setQuery("metadata[\"tier\"]:\"gold\"")
                .setLimit(3L);
        var first = rehearsal.stripe.v1().customers().search(wish.build());
        var second = rehearsal
                .stripe
                .v1()
                .customers()
                .search(wish.setPage(first.getNextPage())
                        .addExpand("total_count")
                        .build());

        var found = new ArrayList<String>();
        first.getData().stream().map(Customer::getId).forEach(found::add);
        second.getData().stream().map(Customer::getId).forEach(found::add);
        assertThat(found).isEqualTo(made);
        assertThat(first.getHasMore()).isTrue();
        assertThat(first.getTotalCount()).isNull();
        assertThat(second.getHasMore()).isFalse();
        assertThat(second.getNextPage()).isNull();
        assertThat(second.getTotalCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "charges, amount>499 AND status:'succeeded'",
        "customers, email~'ELIF'",
        "invoices, total>=500 AND status:'paid' AND -subscription:null",
        "payment_intents, status:'succeeded' AND -customer:null",
        "prices, type:'recurring' AND -active:'true'",
        "products, name:'support'",
        "subscriptions, status:'active'"
    })
    void everything_that_can_be_searched_is_found_by_what_it_says(String plural, String query) throws Exception {
        rehearsal.subscribed(Rehearsal.GOOD);
        var path = "/v1/" + plural + "/search?expand[]=total_count&query="
                + java.net.URLEncoder.encode(query, java.nio.charset.StandardCharsets.UTF_8);
        var answer = rehearsal.api("GET", path, "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"total_count\":1", "search_result");
    }

    @Test
    void nonsense_is_refused() {
        for (var wish : new CustomerSearchParams[] {
            CustomerSearchParams.builder().setQuery("colour:\"red\"").build(),
            CustomerSearchParams.builder()
                    .setQuery("email:\"a\"")
                    .setLimit(101L)
                    .build(),
            CustomerSearchParams.builder().setQuery("email:\"a\"").setPage("x").build()
        })
            assertThatThrownBy(() -> rehearsal.stripe.v1().customers().search(wish))
                    .isInstanceOf(InvalidRequestException.class);
    }

    private String create(String tier) throws Exception {
        return rehearsal
                .stripe
                .v1()
                .customers()
                .create(CustomerCreateParams.builder().putMetadata("tier", tier).build())
                .getId();
    }
}
