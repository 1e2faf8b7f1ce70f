package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Objects in the place of their ids, wherever Stripe's document has them, and lists that are asked for by more than their kind. */
class ExpansionTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @Nested
    class What_lives_on_a_test_clock {
        @Test
        void shows_its_clock() {
            var clock = post("/v1/test_helpers/test_clocks", "frozen_time=1900000000");
            var customer = post(
                    "/v1/customers",
                    "payment_method=pm_card_visa&invoice_settings[default_payment_method]=pm_card_visa&test_clock="
                            + clock);
            var subscription = post("/v1/subscriptions", "customer=" + customer + "&items[0][price]=" + price());
            var item = post("/v1/invoiceitems", "currency=eur&amount=5&customer=" + customer);
            var invoice = get("/v1/subscriptions/" + subscription)
                    .path("latest_invoice")
                    .asString();

            for (var path : List.of(
                    "/v1/customers/" + customer,
                    "/v1/subscriptions/" + subscription,
                    "/v1/invoiceitems/" + item,
                    "/v1/invoices/" + invoice))
                assertThat(get(path + "?expand[]=test_clock")
                                .at("/test_clock/frozen_time")
                                .asLong())
                        .as(path)
                        .isEqualTo(1_900_000_000);
            assertThat(get("/v1/subscriptions?expand[]=data.test_clock&customer=" + customer)
                            .at("/data/0/test_clock/id")
                            .asString())
                    .isEqualTo(clock);
        }
    }

    @Nested
    class Within_lists {
        @Test
        void a_session_shows_its_coupon_and_code() {
            var coupon = post("/v1/coupons", "percent_off=10&duration=once");
            var code = post("/v1/promotion_codes", "promotion[type]=coupon&promotion[coupon]=" + coupon);
            var wish = "mode=payment&success_url=http://localhost:9/&line_items[0][quantity]=1&line_items[0][price]="
                    + post("/v1/prices", "currency=eur&unit_amount=500&product_data[name]=A");
            var byCoupon = post("/v1/checkout/sessions", wish + "&discounts[0][coupon]=" + coupon);
            var byCode = post("/v1/checkout/sessions", wish + "&discounts[0][promotion_code]=" + code);

            assertThat(get("/v1/checkout/sessions/" + byCoupon + "?expand[]=discounts.coupon")
                            .at("/discounts/0/coupon/percent_off")
                            .asInt())
                    .isEqualTo(10);
            assertThat(get("/v1/checkout/sessions/" + byCode + "?expand[]=discounts.promotion_code")
                            .at("/discounts/0/promotion_code/id")
                            .asString())
                    .isEqualTo(code);
        }

        @Test
        void a_schedule_shows_the_prices_of_its_phases() {
            var price = price();
            var schedule = post(
                    "/v1/subscription_schedules",
                    "start_date=now&customer=" + payer() + "&phases[0][items][0][price]=" + price
                            + "&phases[0][duration][interval]=month&phases[0][duration][interval_count]=2");

            var shown = get("/v1/subscription_schedules/" + schedule + "?expand[]=phases.items.price.product");
            assertThat(shown.at("/phases/0/items/0/price/product/name").asString())
                    .isEqualTo("Support");
        }

        @Test
        void a_credit_note_shows_its_refunds() throws Exception {
            var subscription = post("/v1/subscriptions", "customer=" + payer() + "&items[0][price]=" + price());
            var invoice = get("/v1/subscriptions/" + subscription)
                    .path("latest_invoice")
                    .asString();
            var note = post("/v1/credit_notes", "invoice=" + invoice + "&amount=200&refund_amount=200");

            assertThat(get("/v1/credit_notes/" + note + "?expand[]=refunds.refund")
                            .at("/refunds/0/refund/amount")
                            .asInt())
                    .isEqualTo(200);
        }
    }

    @Nested
    class Single_ones {
        @Test
        void a_payout_shows_the_account_it_goes_to() {
            for (int i = 0; i < 3; i++)
                post(
                        "/v1/payment_intents",
                        "amount=3000&currency=eur&confirm=true&return_url=http://localhost:9/&payment_method=pm_card_bypassPending");
            var payout = post("/v1/payouts", "amount=500&currency=eur");

            assertThat(get("/v1/payouts/" + payout + "?expand[]=destination")
                            .at("/destination/object")
                            .asString())
                    .isEqualTo("bank_account");
        }
    }

    @Nested
    class A_list_asked_for_by_more {
        @Test
        void has_those_only() {
            var price = price();
            var payer = payer();
            var subscription = post("/v1/subscriptions", "customer=" + payer + "&items[0][price]=" + price);
            var sent = post("/v1/invoices", "customer=" + payer + "&collection_method=send_invoice&days_until_due=30");
            var due = get("/v1/invoices/" + sent).path("due_date").asLong();
            var link = post("/v1/payment_links", "line_items[0][quantity]=1&line_items[0][price]=" + price);
            var shown = post("/v1/payment_methods", "type=card&card[token]=tok_visa&allow_redisplay=always");
            post("/v1/payment_methods/" + shown + "/attach", "customer=" + payer);

            var expected = Map.of(
                    "/v1/subscriptions?plan=" + price,
                    List.of(subscription),
                    "/v1/subscriptions?plan=price_other",
                    List.<String>of(),
                    "/v1/invoices?due_date=" + due,
                    List.of(sent),
                    "/v1/invoices?due_date[gt]=" + due,
                    List.<String>of(),
                    "/v1/prices?recurring[usage_type]=licensed",
                    List.of(price),
                    "/v1/prices?recurring[usage_type]=metered",
                    List.<String>of(),
                    "/v1/payment_methods?allow_redisplay=always&customer=" + payer,
                    List.of(shown),
                    "/v1/customers/" + payer + "/payment_methods?allow_redisplay=always",
                    List.of(shown),
                    "/v1/checkout/sessions?payment_link=" + link,
                    List.<String>of());
            expected.forEach((path, ids) -> assertThat(get(path)
                            .path("data")
                            .valueStream()
                            .map(each -> each.path("id").asString()))
                    .as(path)
                    .containsExactlyElementsOf(ids));
        }
    }

    private String price() {
        return post("/v1/prices", "currency=eur&unit_amount=500&recurring[interval]=month&product_data[name]=Support");
    }

    private String payer() {
        return post(
                "/v1/customers", "payment_method=pm_card_visa&invoice_settings[default_payment_method]=pm_card_visa");
    }

    /** Makes something, and tells its id. */
    private String post(String path, String form) {
        return said("POST", path, form).path("id").asString();
    }

    private JsonNode get(String path) {
        return said("GET", path, "");
    }

    private JsonNode said(String method, String path, String form) {
        var answer = rehearsal.api(method, path, form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
