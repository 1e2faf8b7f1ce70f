package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What moves money for somebody who lives on a test clock, behind today or ahead of it. */
class ClockedMoneyTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long A_YEAR = 366 * 86_400L;

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private JsonNode ask(String method, String path, String form) {
        var answer = rehearsal.api(method, path, form.replace("[", "%5B").replace("]", "%5D"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String id(String path, String form) {
        return ask("POST", path, form).path("id").asString();
    }

    private String clock(long moment) {
        return id("/v1/test_helpers/test_clocks", "frozen_time=" + moment);
    }

    private String subscribed(String clock, String card) {
        var customer = id("/v1/customers", "test_clock=" + clock + "&payment_method=" + card);
        var price = id("/v1/prices", "currency=eur&unit_amount=900&product_data[name]=A&recurring[interval]=month");
        return id("/v1/subscriptions", "customer=" + customer + "&items[0][price]=" + price);
    }

    private void advance(String clock, long moment) {
        ask("POST", "/v1/test_helpers/test_clocks/" + clock + "/advance", "frozen_time=" + moment);
        Eventually.until(
                "the clock has arrived",
                () -> ask("GET", "/v1/test_helpers/test_clocks/" + clock, "")
                        .path("status")
                        .asString()
                        .equals("ready"));
    }

    private String status(String subscription) {
        return ask("GET", "/v1/subscriptions/" + subscription, "")
                .path("status")
                .asString();
    }

    @Test
    void a_dispute_on_a_clock_behind_today_ends_its_subscription_if_that_is_set() {
        rehearsal.set("after_dispute", "cancel");
        var begin = rehearsal.now() - A_YEAR;
        var clock = clock(begin);
        var subscription = subscribed(clock, "pm_card_createDispute");
        advance(clock, begin + 60);

        assertThat(status(subscription)).isEqualTo("canceled");
    }

    @Test
    void a_dispute_on_a_clock_ahead_of_today_does_so_too() {
        rehearsal.set("after_dispute", "cancel");
        var begin = rehearsal.now() + A_YEAR;
        var clock = clock(begin);
        var subscription = subscribed(clock, "pm_card_createDispute");
        advance(clock, begin + 60);

        assertThat(status(subscription)).isEqualTo("canceled");
    }

    @Test
    void both_names_of_a_refunds_news_carry_the_same_real_time() throws Exception {
        var begin = rehearsal.now() + A_YEAR;
        var clock = clock(begin);
        subscribed(clock, "pm_card_pendingRefund");
        var charge = ask("GET", "/v1/charges", "").at("/data/0/id").asString();
        ask("POST", "/v1/refunds", "charge=" + charge);
        advance(clock, begin + 86_400);

        assertThat(rehearsal.events().stream()
                        .filter(event -> event.getType().endsWith("refund.updated"))
                        .map(Event::getCreated))
                .hasSize(2)
                .allMatch(created -> created < begin);
    }
}
