package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much is paid at once: chosen on the page, and within what can be charged at all. */
class CheckoutQuantityTests {
    private static final String ADJUSTABLE = "&line_items[0][adjustable_quantity][enabled]=true"
            + "&line_items[0][adjustable_quantity][minimum]=1&line_items[0][adjustable_quantity][maximum]=9";

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Till till = new Till(rehearsal);

    @Test
    void the_page_lets_people_choose_and_the_sum_follows() throws Exception {
        for (var wish : new String[] {Till.ONE_GIFT, Till.MONTHLY}) {
            var session = till.open(wish + ADJUSTABLE);
            assertThat(till.page(session)).contains("id=\"quantity-0\"", "1 to 9");

            assertThat(till.send(session, "/quantities", Map.of("quantity-0", "4"))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(till.again(session.getId()).getAmountTotal()).isEqualTo(12_000);
            assertThat(till.page(session)).contains("€120.00");
            assertThat(till.pay(session, Map.of()).statusCode()).isEqualTo(303);
            var line = rehearsal
                    .stripe
                    .v1()
                    .checkout()
                    .sessions()
                    .lineItems()
                    .list(session.getId())
                    .getData()
                    .getFirst();
            assertThat(line.getQuantity()).isEqualTo(4);
            assertThat(line.getAmountTotal()).isEqualTo(12_000);
        }
        var subscription =
                rehearsal.stripe.v1().subscriptions().list().getData().getFirst();
        assertThat(subscription.getItems().getData().getFirst().getQuantity()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"0", "10", "-1", "many", "''", "1.5", "99999999999"})
    void what_is_not_on_offer_is_said_and_changes_nothing(String typed) throws Exception {
        var session = till.open(Till.ONE_GIFT + ADJUSTABLE);

        Till.isSentBack(till.send(session, "/quantities", Map.of("quantity-0", typed)), "quantities", "Enter how many");
        assertThat(till.again(session.getId()).getAmountTotal()).isEqualTo(3_000);
    }

    @Test
    void nobody_adjusts_what_is_fixed() throws Exception {
        var session = till.open(Till.ONE_GIFT);
        assertThat(till.page(session)).doesNotContain("quantity-0");

        assertThat(till.send(session, "/quantities", Map.of("quantity-0", "4")).statusCode())
                .isEqualTo(422);
        assertThat(till.again(session.getId()).getAmountTotal()).isEqualTo(3_000);
    }

    @Test
    void nobody_is_asked_for_more_than_can_be_charged_at_once() throws Exception {
        var most = Till.ONE_GIFT.replace("=3000", "=99999999");
        assertThat(till.open(most).getAmountTotal()).isEqualTo(99_999_999);
        for (var wish : new String[] {most, Till.MONTHLY.replace("=3000", "=99999999")}) {
            var answer = till.ask(wish.replace("[quantity]=1", "[quantity]=2"));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("amount_too_large");
        }
        var session = till.open(most + ADJUSTABLE);
        Till.isSentBack(
                till.send(session, "/quantities", Map.of("quantity-0", "2")), "quantities", "more than can be paid");
        assertThat(till.again(session.getId()).getAmountTotal()).isEqualTo(99_999_999);
    }

    @Test
    void nor_for_less_than_a_bank_bothers_with() {
        var answer = till.ask(Till.ONE_GIFT.replace("=3000", "=49"));
        Till.isRefused(answer, "line_items");
        assertThat(answer.body()).contains("amount_too_small");
    }

    @ParameterizedTest
    @CsvSource({
        "[enabled]=true&line_items[0][adjustable_quantity][maximum]=0, line_items[0][adjustable_quantity]",
        "[enabled]=true&line_items[0][adjustable_quantity][minimum]=3, line_items[0][quantity]",
        "[enabled]=true&line_items[0][adjustable_quantity][minimum]=-1, line_items[0][adjustable_quantity]",
        "[enabled]=true&line_items[0][adjustable_quantity][maximum]=1000000, line_items[0][adjustable_quantity]",
        "[enabled]=true&line_items[0][adjustable_quantity][maximum]=x, line_items[0][adjustable_quantity][maximum]",
        "[maximum]=3, line_items[0][adjustable_quantity][enabled]",
        "=true, line_items[0][adjustable_quantity]"
    })
    void a_range_that_cannot_be_is_refused(String more, String param) {
        Till.isRefused(till.ask(Till.ONE_GIFT + "&line_items[0][adjustable_quantity]" + more), param);
    }
}
