package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever gives chooses how much, within the bounds of the price. */
class ChosenAmountTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private Session session;

    @BeforeEach
    void open() throws Exception {
        session = rehearsal.create(wish(price("&custom_unit_amount[preset]=1000")));
    }

    @Test
    void the_page_proposes_an_amount_and_takes_another() throws Exception {
        assertThat(session.getAmountTotal()).isEqualTo(1_000);
        assertThat(page("en")).contains("value=\"10.00\"").contains("from €2.00 to €500.00");
        assertThat(page("ru")).contains("Сколько, решаете вы");

        assertThat(give("25,50").statusCode()).isEqualTo(303);
        var paid = rehearsal.again(session);
        assertThat(paid.getAmountTotal()).isEqualTo(2_550);
        var intent = rehearsal.stripe.v1().paymentIntents().retrieve(paid.getPaymentIntent());
        assertThat(intent.getAmountReceived()).isEqualTo(2_550);
        assertThat(rehearsal.types()).containsSubsequence("charge.succeeded", "checkout.session.completed");
    }

    @ParameterizedTest
    @CsvSource({
        "1.99,Enter at least €2.00",
        "500.01,Enter at most €500.00",
        "much,Enter an amount",
        "10.001,Enter an amount",
        "-5,Enter an amount",
        "99999999999999,Enter an amount",
        "'',Enter an amount"
    })
    void what_is_no_such_amount_is_said_beside_the_field(String typed, String words) throws Exception {
        var answer = give(typed);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("href=\"#amount\"")
                .contains("id=\"amount-error\"")
                .contains(words);
        assertThat(rehearsal.again(session).getAmountTotal()).isEqualTo(1_000);
        assertThat(rehearsal.types()).doesNotContain("payment_intent.created");
    }

    @Test
    void a_second_attempt_may_be_about_another_amount() throws Exception {
        rehearsal.post("/c/pay/" + session.getId(), form("30", Rehearsal.DECLINED));
        assertThat(give("4").statusCode()).isEqualTo(303);
        var paid = rehearsal.again(session);
        var intent = rehearsal.stripe.v1().paymentIntents().retrieve(paid.getPaymentIntent());
        assertThat(intent.getAmountReceived()).isEqualTo(400);
        assertThat(paid.getAmountTotal()).isEqualTo(400);
    }

    @Test
    void a_payment_link_lets_people_choose_as_well() throws Exception {
        var link = rehearsal.api(
                "POST", "/v1/payment_links", "line_items[0][quantity]=1&line_items[0][price]=" + price(""));
        assertThat(link.statusCode()).as(link.body()).isEqualTo(200);
        var url = link.body().replaceAll("(?s).*\"url\":\"http[^\"]*?(/b/[^\"]+)\".*", "$1");
        var page = rehearsal.get(url, "text/html");
        var there = page.headers().firstValue("Location").orElseThrow();
        var path = there.substring(there.indexOf("/c/pay/"));
        assertThat(rehearsal.get(path, "text/html").body()).contains("id=\"amount\"");
        assertThat(rehearsal.post(path, form("7", Rehearsal.GOOD)).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "custom_unit_amount[enabled]=false",
                "custom_unit_amount[minimum]=5",
                "custom_unit_amount[enabled]=true&unit_amount=5",
                "custom_unit_amount[enabled]=true&recurring[interval]=month",
                "custom_unit_amount[enabled]=true&custom_unit_amount[minimum]=9&custom_unit_amount[maximum]=8",
                "custom_unit_amount[enabled]=true&custom_unit_amount[maximum]=999999999",
                "custom_unit_amount[enabled]=true&custom_unit_amount[minimum]=9&custom_unit_amount[preset]=8",
                "custom_unit_amount=5"
            })
    void a_price_with_bounds_that_cannot_be_is_refused(String wish) {
        var answer = rehearsal.api("POST", "/v1/prices", "currency=eur&product_data[name]=Gift&" + wish);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void it_stands_alone_in_its_basket() throws Exception {
        var answer = rehearsal.api(
                "POST",
                "/v1/checkout/sessions",
                "mode=payment&success_url=http://localhost:9/x&line_items[0][quantity]=2&line_items[0][price]="
                        + price(""));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("must be the only line item");
    }

    private SessionCreateParams.Builder wish(String price) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("http://localhost:9/thanks")
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setPrice(price)
                        .setQuantity(1L)
                        .build());
    }

    private String price(String more) throws Exception {
        var answer = rehearsal.api(
                "POST",
                "/v1/prices",
                "currency=eur&product_data[name]=Gift&custom_unit_amount[enabled]=true&custom_unit_amount[minimum]=200"
                        + "&custom_unit_amount[maximum]=50000" + more);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().replaceAll("(?s).*?\"id\":\"(price_\\w+)\".*", "$1");
    }

    private String page(String language) {
        return Rehearsal.send(rehearsal
                        .request("/c/pay/" + session.getId())
                        .header("Accept-Language", language)
                        .build())
                .body();
    }

    private HttpResponse<String> give(String amount) {
        return rehearsal.post("/c/pay/" + session.getId(), form(amount, Rehearsal.GOOD));
    }

    private static Map<String, String> form(String amount, String card) {
        var form = new HashMap<String, String>();
        form.putAll(Map.of("email", "elif@example.org", "number", card, "expiry", "12/34", "cvc", "123"));
        form.put("amount", amount);
        return form;
    }
}
