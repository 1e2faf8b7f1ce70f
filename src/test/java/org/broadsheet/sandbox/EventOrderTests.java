package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is told in which order when somebody stops, pauses, changes, disputes, voids or leaves. */
class EventOrderTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long A_DAY = 86_400;
    private static final List<String> PAID = List.of(
            "invoice.finalized",
            "payment_intent.created",
            "charge.succeeded",
            "payment_intent.succeeded",
            "invoice_payment.paid",
            "invoice.updated",
            "invoice.paid",
            "invoice.payment_succeeded",
            "charge.updated");

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private String subscription = "";
    private String item = "";
    private String customer = "";
    private int known;

    @BeforeEach
    void subscribe() throws Exception {
        var begun = rehearsal.subscribed(Rehearsal.GOOD);
        subscription = begun.getId();
        customer = begun.getCustomer();
        item = begun.getItems().getData().getFirst().getId();
        // Whoever is charged without being there needs a card of their own.
        ask(
                "POST",
                "/v1/customers/" + customer,
                "invoice_settings[default_payment_method]=" + begun.getDefaultPaymentMethod());
        from();
    }

    private void from() throws Exception {
        known = rehearsal.types().size();
    }

    private List<String> told() throws Exception {
        var all = rehearsal.types();
        return all.subList(known, all.size());
    }

    private JsonNode ask(String method, String path, String form) {
        var answer = rehearsal.api(method, path, form.replace("[", "%5B").replace("]", "%5D"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private JsonNode change(String form) {
        return ask("POST", "/v1/subscriptions/" + subscription, form);
    }

    private String price(long amount, String interval) {
        return ask(
                        "POST",
                        "/v1/prices",
                        "currency=eur&product_data[name]=Support&unit_amount=" + amount + "&recurring[interval]="
                                + interval)
                .path("id")
                .asString();
    }

    private JsonNode before() {
        return ask("GET", "/v1/events?limit=1", "").at("/data/0/data/previous_attributes");
    }

    private static List<String> then(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    @Nested
    class Whoever_stops {
        @Test
        void at_once_hears_that_it_is_over() throws Exception {
            ask("DELETE", "/v1/subscriptions/" + subscription, "");

            assertThat(told()).containsExactly("customer.subscription.deleted");
        }

        @Test
        void at_once_with_a_debt_hears_first_that_it_is_not_collected_any_more() throws Exception {
            var card = ask("POST", "/v1/payment_methods/pm_card_chargeCustomerFail/attach", "customer=" + customer);
            change("default_payment_method=" + card.path("id").asString());
            rehearsal.later("month");
            from();
            ask("DELETE", "/v1/subscriptions/" + subscription, "");

            assertThat(told()).containsExactly("invoice.updated", "customer.subscription.deleted");
        }

        @Test
        void and_thinks_better_of_it_hears_of_two_changes() throws Exception {
            change("cancel_at_period_end=true");
            change("cancel_at_period_end=false");
            assertThat(before().path("cancel_at_period_end").asBoolean()).isTrue();
            change("cancel_at=max_period_end");
            change("cancel_at=");

            assertThat(before().path("cancel_at").isNumber()).isTrue();
            assertThat(told()).hasSize(4).containsOnly("customer.subscription.updated");
        }

        @Test
        void for_want_of_a_card_hears_of_a_rest_and_of_its_end() throws Exception {
            ask("POST", "/v1/customers/" + customer, "invoice_settings[default_payment_method]=");
            var trial = ask(
                            "POST",
                            "/v1/subscriptions",
                            "customer=" + customer + "&trial_period_days=5&items[0][price]=" + price(700, "year")
                                    + "&trial_settings[end_behavior][missing_payment_method]=pause")
                    .path("id")
                    .asString();
            from();
            rehearsal.later(6 * A_DAY);
            assertThat(told()).containsExactly("customer.subscription.trial_will_end", "customer.subscription.paused");

            var card = ask("POST", "/v1/payment_methods/pm_card_visa/attach", "customer=" + customer);
            ask(
                    "POST",
                    "/v1/subscriptions/" + trial,
                    "default_payment_method=" + card.path("id").asString());
            from();
            ask("POST", "/v1/subscriptions/" + trial + "/resume", "");
            assertThat(told())
                    .startsWith("invoice.created", "invoice.finalized")
                    .containsSubsequence(
                            "invoice.payment_succeeded",
                            "customer.subscription.resumed",
                            "customer.subscription.updated",
                            "charge.updated");
        }
    }

    @Nested
    class Whoever_pauses {
        private static final List<String> RENEWED =
                List.of("invoice.upcoming", "invoice.created", "customer.subscription.updated");

        private void pauses(String behavior) throws Exception {
            change("pause_collection[behavior]=" + behavior);
            assertThat(told()).containsExactly("customer.subscription.updated");
            assertThat(before().has("pause_collection")).isTrue();
            assertThat(before().path("pause_collection").isNull()).isTrue();
            from();
            rehearsal.later("month");
        }

        @Test
        void has_invoices_that_are_void() throws Exception {
            pauses("void");

            assertThat(told())
                    .isEqualTo(then(RENEWED, List.of("invoice.finalized", "invoice.updated", "invoice.voided")));
        }

        @Test
        void has_invoices_that_stay_drafts() throws Exception {
            pauses("keep_as_draft");

            assertThat(told()).isEqualTo(RENEWED);
        }

        @Test
        void has_invoices_that_are_given_up() throws Exception {
            pauses("mark_uncollectible");

            assertThat(told())
                    .isEqualTo(then(
                            RENEWED, List.of("invoice.finalized", "invoice.updated", "invoice.marked_uncollectible")));
        }
    }

    @Nested
    class Whoever_changes {
        private void changes(String price, String how) throws Exception {
            rehearsal.later(10 * A_DAY);
            from();
            change("items[0][id]=" + item + "&items[0][price]=" + price + how);
        }

        @Test
        void the_amount_from_next_time_on_hears_of_the_change_only() throws Exception {
            changes(price(1_000, "month"), "&proration_behavior=none");

            assertThat(told()).containsExactly("customer.subscription.updated");
            assertThat(before().propertyNames()).containsExactly("items");
        }

        @Test
        void the_amount_in_mid_period_hears_what_waits_for_the_next_invoice() throws Exception {
            changes(price(1_000, "month"), "");

            assertThat(told())
                    .containsExactly("invoiceitem.created", "invoiceitem.created", "customer.subscription.updated");
        }

        @Test
        void the_amount_at_once_pays_at_once() throws Exception {
            changes(price(1_000, "month"), "&proration_behavior=always_invoice");

            assertThat(told())
                    .isEqualTo(then(
                            List.of(
                                    "invoiceitem.created",
                                    "invoiceitem.created",
                                    "invoice.created",
                                    "customer.subscription.updated"),
                            PAID));
        }

        @Test
        void to_a_year_pays_for_it_now_less_what_is_left_of_the_month() throws Exception {
            changes(price(9_000, "year"), "&billing_cycle_anchor=now");

            assertThat(told())
                    .isEqualTo(then(
                            List.of("invoiceitem.created", "invoice.created", "customer.subscription.updated"), PAID));
        }
    }

    @Test
    void a_dispute_that_is_won_brings_the_money_back_last() throws Exception {
        ask(
                "POST",
                "/v1/payment_intents",
                "amount=3000&currency=eur&confirm=true&payment_method=pm_card_createDispute&payment_method_types[0]=card");
        var dispute = ask("GET", "/v1/disputes", "").at("/data/0/id").asString();
        ask("POST", "/v1/disputes/" + dispute, "submit=true&evidence[uncategorized_text]=winning_evidence");

        assertThat(told())
                .containsExactly(
                        "payment_intent.created",
                        "charge.succeeded",
                        "payment_intent.succeeded",
                        "charge.updated",
                        "charge.dispute.created",
                        "charge.dispute.funds_withdrawn",
                        "charge.dispute.updated",
                        "charge.dispute.closed",
                        "charge.dispute.funds_reinstated");
    }

    @Nested
    class An_invoice_by_hand {
        private String draft() throws Exception {
            ask("POST", "/v1/invoiceitems", "currency=eur&amount=900&customer=" + customer);
            var draft = ask(
                    "POST",
                    "/v1/invoices",
                    "customer=" + customer + "&pending_invoice_items_behavior=include&auto_advance=false");
            from();
            return draft.path("id").asString();
        }

        @Test
        void that_is_voided_calls_its_payment_off() throws Exception {
            var invoice = draft();
            ask("POST", "/v1/invoices/" + invoice + "/finalize", "");
            ask("POST", "/v1/invoices/" + invoice + "/void", "");

            assertThat(told())
                    .containsExactly(
                            "invoice.finalized",
                            "payment_intent.created",
                            "invoice.updated",
                            "invoice.voided",
                            "payment_intent.canceled");
        }

        @Test
        void that_is_thrown_away_as_a_draft_is_deleted() throws Exception {
            ask("DELETE", "/v1/invoices/" + draft(), "");

            assertThat(told()).containsExactly("invoice.deleted");
        }
    }

    @Test
    void whoever_is_deleted_takes_every_subscription_along() throws Exception {
        ask("POST", "/v1/subscriptions", "customer=" + customer + "&items[0][price]=" + price(900, "month"));
        from();
        ask("DELETE", "/v1/customers/" + customer, "");

        assertThat(told())
                .containsExactly("customer.subscription.deleted", "customer.subscription.deleted", "customer.deleted");
        assertThat(ask("GET", "/v1/customers/" + customer, "").path("deleted").asBoolean())
                .isTrue();
    }
}
