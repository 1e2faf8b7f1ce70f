package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where Checkout ends: how many subscriptions, how much at once, and what costs nothing. */
class CheckoutLimitTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Till till = new Till(rehearsal);

    @Test
    void a_customer_on_a_test_clock_gets_no_fourth_subscription() throws Exception {
        var clock = till.make("test_helpers/test_clocks", "frozen_time=1738281600");
        var customer = till.make("customers", "email=ada@example.org&test_clock=" + clock);
        var late = till.open(Till.MONTHLY + "&customer=" + customer);
        for (var time = 0; time < 3; time++) {
            var session = till.open(Till.MONTHLY + "&customer=" + customer);
            assertThat(till.pay(session, Map.of()).statusCode()).isEqualTo(303);
        }

        Till.isRefused(till.ask(Till.MONTHLY + "&customer=" + customer), "customer");
        assertThat(till.pay(late, Map.of()).statusCode()).isEqualTo(400);
        assertThat(till.again(late.getId()).getStatus()).isEqualTo("open");
        var theirs = com.stripe.param.SubscriptionListParams.builder()
                .setCustomer(customer)
                .build();
        assertThat(rehearsal.stripe.v1().subscriptions().list(theirs).getData()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"'=3000', '=0', ''", "'=3000', '=3000', 100"})
    void a_free_subscription_is_paid_without_an_intent_or_a_charge(String price, String set, String percent)
            throws Exception {
        var wish = Till.MONTHLY.replace(price, set);
        if (!percent.isEmpty())
            wish += "&discounts[0][coupon]=" + till.make("coupons", "duration=forever&percent_off=" + percent);
        for (var collection : new String[] {"always", "if_required"}) {
            var session = till.open(wish + "&payment_method_collection=" + collection);
            assertThat(till.pay(session, Map.of()).statusCode()).isEqualTo(303);

            var paid = till.again(session.getId());
            assertThat(paid.getPaymentStatus()).isEqualTo("no_payment_required");
            var invoice = rehearsal.stripe.v1().invoices().retrieve(paid.getInvoice());
            assertThat(invoice.getStatus()).isEqualTo("paid");
            assertThat(invoice.getAmountDue()).isZero();
        }
        rehearsal.later("month");

        assertThat(rehearsal.stripe.v1().invoicePayments().list().getData()).isEmpty();
        assertThat(rehearsal.types())
                .contains("invoice.paid")
                .doesNotContain("payment_intent.created", "charge.succeeded", "charge.failed");
    }

    @ParameterizedTest
    @CsvSource({"100000000, amount_too_large", "49, amount_too_small", "0, parameter_invalid_integer"})
    void an_intent_is_for_as_much_as_can_be_charged(String amount, String code) {
        var answer = rehearsal.api("POST", "/v1/payment_intents", "currency=eur&amount=" + amount);
        Till.isRefused(answer, "amount");
        assertThat(answer.body()).contains(code);
    }
}
