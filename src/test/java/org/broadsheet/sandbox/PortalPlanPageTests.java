package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class PortalPlanPageTests {
    private static final long HALF_A_MONTH = 15 * 86_400;

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final HostedStage stage = new HostedStage(rehearsal);
    private String customer;
    private String subscription;
    private String more;

    /** Half of the month is over, so the difference is not the whole price. */
    @BeforeEach
    void subscribe() {
        customer = stage.customerWith("pm_card_visa");
        subscription = stage.subscribe(customer, stage.price(500, "month", "Support"));
        more = stage.price(1_000, "month", "Much support");
        rehearsal.later(HALF_A_MONTH);
    }

    @Nested
    class When_the_difference_is_charged_at_once {
        private String page;

        @BeforeEach
        void open() {
            page = page("always_invoice");
        }

        @Test
        void the_plans_on_offer_are_shown_with_the_one_that_is_paid() {
            assertThat(show(page)).contains("Much support", "€10.00", "what you pay now");
        }

        @Test
        void what_is_due_was_said_to_the_cent() {
            var said = show(page + "/confirm?price=" + more);
            assertThat(answer().statusCode()).isEqualTo(303);

            var invoice = latest();
            assertThat(price()).isEqualTo(more);
            assertThat(invoice.path("status").asString()).isEqualTo("paid");
            assertThat(invoice.path("billing_reason").asString()).isEqualTo("subscription_update");
            assertThat(invoice.path("amount_paid").asLong()).isBetween(230L, 270L);
            assertThat(said)
                    .contains("€2." + invoice.path("amount_paid").asString().substring(1));
        }

        @Test
        void the_next_charge_was_said_as_well() {
            var said = show(page + "/confirm?price=" + more);
            answer();
            rehearsal.later("month");

            assertThat(latest().path("billing_reason").asString()).isEqualTo("subscription_cycle");
            assertThat(latest().path("amount_paid").asLong()).isEqualTo(1_000);
            assertThat(said).contains("€10.00 on ");
        }

        @Test
        void asking_changes_nothing() throws Exception {
            var before = rehearsal.types();
            show(page + "/confirm?price=" + more);

            assertThat(rehearsal.types()).isEqualTo(before);
            assertThat(price()).isNotEqualTo(more);
        }

        @Test
        void a_bank_that_refuses_leaves_all_as_it_was_and_the_page_says_so() {
            giveCard("pm_card_chargeCustomerFail");
            var refused = answer();

            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body())
                    .contains("<title>Error:", "Your plan is still the one before", "The card was declined")
                    .doesNotContain("??");
            assertThat(price()).isNotEqualTo(more);
            assertThat(stage.told("subscriptions/" + subscription)
                            .path("status")
                            .asString())
                    .isEqualTo("active");
        }

        @Test
        void the_same_plan_and_one_that_is_not_offered_are_refused() {
            var dear = stage.price(100_000, "month", "Not for you");

            assertThat(rehearsal.get(page + "/confirm", "text/html").statusCode())
                    .isEqualTo(409);
            for (var wish : List.of(dear, "price_none", customer, ""))
                assertThat(rehearsal
                                .post(page + "/confirm", Map.of("price", wish))
                                .statusCode())
                        .as(wish)
                        .isIn(404, 409);
            for (var quantity : List.of("0", "-1", "x", "9999999"))
                assertThat(rehearsal
                                .post(page + "/confirm", Map.of("price", more, "quantity", quantity))
                                .statusCode())
                        .as(quantity)
                        .isEqualTo(409);
            assertThat(price()).isNotEqualTo(more);
        }

        private HttpResponse<String> answer() {
            return rehearsal.post(page + "/confirm", Map.of("price", more));
        }
    }

    @Nested
    class When_the_difference_waits_for_the_next_charge {
        @Test
        void nothing_is_due_now_and_the_next_charge_holds_it() {
            var page = page("create_prorations");
            var said = show(page + "/confirm?price=" + more);
            rehearsal.post(page + "/confirm", Map.of("price", more));
            assertThat(said).contains("Nothing is charged now").doesNotContain("Due now");

            rehearsal.later("month");
            var charged = latest().path("amount_paid").asLong();
            assertThat(charged).isBetween(1_230L, 1_270L);
            assertThat(said).contains("€12." + String.valueOf(charged).substring(2) + " on ");
        }
    }

    private String page(String behaviour) {
        var form = new LinkedHashMap<String, String>();
        var update = "features[subscription_update]";
        form.put(update + "[enabled]", "true");
        form.put(update + "[default_allowed_updates][0]", "price");
        form.put(update + "[proration_behavior]", behaviour);
        var offers = List.of(price(), more);
        for (var at = 0; at < offers.size(); at++) {
            var product = update + "[products][" + at + "]";
            form.put(
                    product + "[product]",
                    stage.told("prices/" + offers.get(at)).path("product").asString());
            form.put(product + "[prices][0]", offers.get(at));
        }
        var configuration =
                stage.made("billing_portal/configurations", form).path("id").asString();
        return stage.portal(customer, Map.of("configuration", configuration)) + "/subscriptions/" + subscription
                + "/update";
    }

    private void giveCard(String card) {
        var method = stage.made("payment_methods/" + card + "/attach", Map.of("customer", customer));
        stage.made(
                "customers/" + customer,
                Map.of(
                        "invoice_settings[default_payment_method]",
                        method.path("id").asString()));
    }

    private String price() {
        return stage.told("subscriptions/" + subscription)
                .path("items")
                .path("data")
                .get(0)
                .path("price")
                .path("id")
                .asString();
    }

    private JsonNode latest() {
        var invoice = stage.told("subscriptions/" + subscription)
                .path("latest_invoice")
                .asString();
        return stage.told("invoices/" + invoice);
    }

    private String show(String page) {
        var answer = rehearsal.get(page, "text/html");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("<script", "style=", "??");
        return answer.body();
    }
}
