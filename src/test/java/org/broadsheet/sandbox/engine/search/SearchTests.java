package org.broadsheet.sandbox.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTests {
    private static final Doc CHARGE = new Doc(
            Fields.empty()
                    .set("object", "charge")
                    .set("amount", 500)
                    .set("currency", "eur")
                    .set("customer", null)
                    .set("refunded", false)
                    .set("metadata", Map.of("tier", "Gold", "a.b", "x\"y"))
                    .set("payment_method_details", Map.of("card", Map.of("last4", "4242")))
                    .json(),
            Fields.empty().json());

    private static final Doc CUSTOMER = new Doc(
            Fields.empty()
                    .set("object", "customer")
                    .set("email", "Ada@Example.org")
                    .set("name", null)
                    .json(),
            Fields.empty().json());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "amount>499 | true",
                "amount>500 | false",
                "amount>=500 AND amount<=500 | true",
                "amount=\"500\" | true",
                "amount<500 OR currency:'EUR' | true",
                "amount:500 currency:\"usd\" | false",
                "-currency:\"usd\" | true",
                "-currency:\"eur\" | false",
                "refunded:\"false\" | true",
                "metadata[\"tier\"]:\"gold\" | true",
                "metadata['tier']:'silver' | false",
                "metadata[\"a.b\"]:\"x\\\"y\" | true",
                "metadata[\"none\"]:null | true",
                "-metadata[\"tier\"]:null | true",
                "customer:null | true",
                "payment_method_details.card.last4:4242 | true",
                "amount>1 and currency:\"eur\" | true",
                "amount>1   AND   currency:\"eur\" | true"
            })
    void a_query_finds_what_it_says(String query, boolean found) {
        assertThat(Search.of(query, "charge").finds(CHARGE)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "email:\"ada@example.org\" | true",
                "email:\"ada\" | false",
                "email~\"EXAMPLE\" | true",
                "-email~\"nowhere\" | true",
                "name:null | true",
                "name~\"ada\" | false"
            })
    void a_part_of_a_text_is_found_with_a_tilde(String query, boolean found) {
        assertThat(Search.of(query, "customer").finds(CUSTOMER)).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "amount",
                "amount:",
                "amount>x",
                "amount>\"x\"",
                "currency>5",
                "currency~\"eur\"",
                "amount~\"500\"",
                "amount>null",
                "bogus:\"x\"",
                "metadata:\"x\"",
                "metadata[tier]:\"x\"",
                "metadata[\"tier\":\"x\"",
                "currency:eur",
                "currency:\"eur",
                "amount>1 AND",
                "amount>1 AND currency:\"eur\" OR amount<9",
                "amount>1 currency:\"eur\" OR amount<9",
                "(amount>1)",
                "amount>1,amount<2",
                "amount>99999999999999999999",
                "--amount>1"
            })
    void what_cannot_be_read_is_refused(String query) {
        assertThatThrownBy(() -> Search.of(query, "charge"))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("We were unable to parse your search query.");
    }

    @Test
    void a_value_may_be_long() {
        var value = "x".repeat(100_000);

        for (var quote : new String[] {"\"", "'"})
            assertThat(Search.of("email:" + quote + value + quote, "customer").finds(CUSTOMER))
                    .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"email:\"xx", "email:'xx", "email:\"\\x", "a.x.x"})
    void what_is_long_and_cannot_be_read_is_refused_too(String start) {
        var query = start + start.substring(start.length() - 2).repeat(50_000);

        assertThatThrownBy(() -> Search.of(query, "customer")).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AND", "OR"})
    void a_query_has_at_most_ten_clauses(String join) {
        var ten = String.join(" " + join + " ", java.util.Collections.nCopies(10, "amount>1"));

        assertThat(Search.of(ten, "charge").finds(CHARGE)).isTrue();
        assertThatThrownBy(() -> Search.of(ten + " " + join + " amount>1", "charge"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("at most 10");
    }
}
