package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.PaymentLink;
import com.stripe.model.checkout.Session;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a payment link asks, offers and gives beyond its prices goes on into every session that is opened by it. */
class PaymentLinkOfferTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Till till = new Till(rehearsal);
    private String once;
    private String monthly;

    @BeforeEach
    void set_prices() {
        once = till.make("prices", "currency=eur&unit_amount=700&product_data[name]=Winter");
        monthly = till.make(
                "prices", "currency=eur&unit_amount=700&product_data[name]=Support&recurring[interval]=month");
    }

    @Test
    void its_sessions_ask_what_it_asks() throws Exception {
        var link = link(
                once,
                "&allow_promotion_codes=true&billing_address_collection=required"
                        + "&phone_number_collection[enabled]=true&consent_collection[terms_of_service]=required"
                        + "&payment_method_types[0]=sepa_debit&invoice_creation[enabled]=true"
                        + "&invoice_creation[invoice_data][footer]=Thanks");
        assertThat(link.getAllowPromotionCodes()).isTrue();
        assertThat(link.getBillingAddressCollection()).isEqualTo("required");
        assertThat(link.getInvoiceCreation().getInvoiceData().getFooter()).isEqualTo("Thanks");
        assertThat(link.getPaymentMethodTypes()).containsExactly("sepa_debit");

        var session = open(link);
        assertThat(till.page(session))
                .contains("id=\"code\"", "id=\"phone\"", "id=\"line1\"", "id=\"terms\"", "id=\"iban\"")
                .doesNotContain("id=\"number\"");
        assertThat(session.getInvoiceCreation().getEnabled()).isTrue();
        assertThat(session.getInvoiceCreation().getInvoiceData().getFooter()).isEqualTo("Thanks");
    }

    @Test
    void a_free_time_begins_with_the_subscription() throws Exception {
        var link = link(
                monthly,
                "&subscription_data[trial_period_days]=14&payment_method_collection=if_required"
                        + "&subscription_data[trial_settings][end_behavior][missing_payment_method]=pause");
        assertThat(link.getSubscriptionData().getTrialPeriodDays()).isEqualTo(14);
        var session = open(link);
        assertThat(session.getAmountTotal()).isZero();
        assertThat(till.pay(session, Map.of()).statusCode()).isEqualTo(303);

        var subscription = rehearsal
                .stripe
                .v1()
                .subscriptions()
                .retrieve(till.again(session.getId()).getSubscription());
        assertThat(subscription.getStatus()).isEqualTo("trialing");
        assertThat(subscription.getTrialEnd() - subscription.getTrialStart()).isEqualTo(14 * 86_400);
    }

    @Test
    void people_choose_how_many_within_its_range() throws Exception {
        var link = link(
                once,
                "&line_items[0][adjustable_quantity][enabled]=true" + "&line_items[0][adjustable_quantity][maximum]=5");
        var session = open(link);
        assertThat(till.send(session, "/quantities", Map.of("quantity-0", "5")).statusCode())
                .isEqualTo(303);
        assertThat(till.again(session.getId()).getAmountTotal()).isEqualTo(3_500);
        assertThat(till.send(session, "/quantities", Map.of("quantity-0", "6")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void a_change_holds_for_whoever_opens_it_next() throws Exception {
        var link = link(once, "");
        var before = open(link);
        var line = rehearsal
                .stripe
                .v1()
                .paymentLinks()
                .lineItems()
                .list(link.getId())
                .getData()
                .getFirst();
        till.make(
                "payment_links/" + link.getId(),
                "allow_promotion_codes=true&line_items[0][id]=" + line.getId()
                        + "&line_items[0][quantity]=3&line_items[0][adjustable_quantity][enabled]=true");

        var after = open(link);
        assertThat(after.getAmountTotal()).isEqualTo(2_100);
        assertThat(till.page(after)).contains("id=\"code\"", "id=\"quantity-0\"");
        assertThat(before.getAmountTotal()).isEqualTo(700);
        assertThat(till.page(before)).doesNotContain("id=\"code\"");
    }

    @ParameterizedTest
    @CsvSource({
        "ONCE, payment_method_types[0]=bacs_debit, payment_method_types",
        "ONCE, payment_method_types=card, payment_method_types",
        "ONCE, payment_method_collection=always, payment_method_collection",
        "ONCE, allow_promotion_codes=2, allow_promotion_codes",
        "MONTHLY, invoice_creation[enabled]=true, invoice_creation",
        "MONTHLY, subscription_data[trial_period_days]=0, subscription_data[trial_period_days]",
        "MONTHLY, subscription_data[trial_period_days]=731, subscription_data[trial_period_days]",
        "MONTHLY, subscription_data[trial_period_days]=x, subscription_data[trial_period_days]",
        "ONCE, line_items[0][adjustable_quantity][enabled]=true&line_items[0][adjustable_quantity][maximum]=0, line_items[0][adjustable_quantity]"
    })
    void nonsense_is_refused(String kind, String more, String param) {
        var answer =
                rehearsal.api("POST", "/v1/payment_links", items(kind.equals("ONCE") ? once : monthly) + "&" + more);
        Till.isRefused(answer, param);
    }

    @Test
    void what_nobody_could_pay_is_not_offered() {
        var dear = till.make("prices", "currency=eur&unit_amount=99999999&product_data[name]=Press");
        var cheap = till.make("prices", "currency=eur&unit_amount=49&product_data[name]=Stamp");
        assertThat(rehearsal
                        .api("POST", "/v1/payment_links", items(dear).replace("y]=1", "y]=2"))
                        .body())
                .contains("amount_too_large");
        assertThat(rehearsal.api("POST", "/v1/payment_links", items(cheap)).body())
                .contains("amount_too_small");
        var link = till.make("payment_links", items(dear));
        var answer = rehearsal.api("POST", "/v1/payment_links/" + link, "line_items[0][id]=li_none");
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    private PaymentLink link(String price, String more) throws Exception {
        return rehearsal.stripe.v1().paymentLinks().retrieve(till.make("payment_links", items(price) + more));
    }

    private static String items(String price) {
        return "line_items[0][price]=" + price + "&line_items[0][quantity]=1";
    }

    private Session open(PaymentLink link) throws Exception {
        var answer = rehearsal.get(URI.create(link.getUrl()).getPath(), "text/html");
        return till.again(HostedPages.location(answer).replaceAll(".*/", ""));
    }
}
