package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.PaymentLink;
import com.stripe.model.checkout.Session;
import com.stripe.param.PaymentLinkCreateParams;
import com.stripe.param.PaymentLinkListParams;
import com.stripe.param.PaymentLinkRetrieveParams;
import com.stripe.param.PaymentLinkUpdateParams;
import com.stripe.param.PriceCreateParams;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentLinkTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private String once;
    private String monthly;

    @BeforeEach
    void set_prices() throws Exception {
        once = price(PriceCreateParams.builder());
        monthly = price(PriceCreateParams.builder()
                .setRecurring(PriceCreateParams.Recurring.builder()
                        .setInterval(PriceCreateParams.Recurring.Interval.MONTH)
                        .build()));
    }

    @Test
    void whoever_opens_it_gets_a_session_of_their_own() throws Exception {
        var link = create(link(once).putMetadata("appeal", "winter"));
        var first = open(link);
        var second = open(link);

        assertThat(first.getId()).isNotEqualTo(second.getId());
        assertThat(first.getPaymentLink()).isEqualTo(link.getId());
        assertThat(first.getMode()).isEqualTo("payment");
        assertThat(first.getAmountTotal()).isEqualTo(1400);
        assertThat(first.getMetadata()).containsEntry("appeal", "winter");
        assertThat(rehearsal.types()).contains("payment_link.created");
    }

    @Test
    void a_recurring_price_makes_a_subscription_with_the_links_metadata() throws Exception {
        var session = open(create(link(monthly)
                .setSubscriptionData(PaymentLinkCreateParams.SubscriptionData.builder()
                        .putMetadata("promise", "7")
                        .build())));
        rehearsal.pay(session, Rehearsal.GOOD);

        var subscription = rehearsal
                .stripe
                .v1()
                .subscriptions()
                .retrieve(rehearsal.again(session).getSubscription());
        assertThat(subscription.getMetadata()).containsEntry("promise", "7");
    }

    @Test
    void paying_ends_with_a_word_of_thanks_or_elsewhere() throws Exception {
        var session = open(create(link(once)
                .setAfterCompletion(PaymentLinkCreateParams.AfterCompletion.builder()
                        .setType(PaymentLinkCreateParams.AfterCompletion.Type.HOSTED_CONFIRMATION)
                        .setHostedConfirmation(PaymentLinkCreateParams.AfterCompletion.HostedConfirmation.builder()
                                .setCustomMessage("You are <kind>")
                                .build())
                        .build())));
        var thanks = rehearsal.pay(session, Rehearsal.GOOD).headers().firstValue("Location");
        assertThat(get(thanks.orElseThrow()).body()).contains("Thank you", "You are &lt;kind&gt;");

        var away = open(create(link(once)
                .setAfterCompletion(PaymentLinkCreateParams.AfterCompletion.builder()
                        .setType(PaymentLinkCreateParams.AfterCompletion.Type.REDIRECT)
                        .setRedirect(PaymentLinkCreateParams.AfterCompletion.Redirect.builder()
                                .setUrl("http://localhost:9/done?s={CHECKOUT_SESSION_ID}")
                                .build())
                        .build())));
        assertThat(rehearsal.pay(away, Rehearsal.GOOD).headers().firstValue("Location"))
                .contains("http://localhost:9/done?s=" + away.getId());
    }

    @Test
    void nobody_is_thanked_who_has_not_paid() throws Exception {
        var link = create(link(once));
        var session = open(link);

        assertThat(get(link.getUrl() + "/thanks?session=" + session.getId()).statusCode())
                .isEqualTo(404);
        assertThat(get(link.getUrl() + "/thanks").statusCode()).isEqualTo(404);
    }

    @Test
    void what_the_address_adds_is_taken_over_where_it_makes_sense() throws Exception {
        var link = create(link(once));
        var session = session(get(link.getUrl() + "?client_reference_id=promise-1&locked_prefilled_email=a@b.example"));
        assertThat(session.getClientReferenceId()).isEqualTo("promise-1");
        assertThat(session.getCustomerEmail()).isEqualTo("a@b.example");

        var odd = session(get(link.getUrl() + "?client_reference_id=%3Cx%3E&locked_prefilled_email=nobody"));
        assertThat(odd.getClientReferenceId()).isNull();
        assertThat(odd.getCustomerEmail()).isNull();
    }

    @Test
    void it_can_be_put_away_with_a_word_of_its_own() throws Exception {
        var link = create(link(once));
        var changed = rehearsal
                .stripe
                .v1()
                .paymentLinks()
                .update(
                        link.getId(),
                        PaymentLinkUpdateParams.builder()
                                .setActive(false)
                                .setInactiveMessage("Until next winter")
                                .build());

        assertThat(changed.getActive()).isFalse();
        assertThat(get(link.getUrl()).statusCode()).isEqualTo(410);
        assertThat(get(link.getUrl()).body()).contains("Until next winter");
        var event = rehearsal.events().getLast();
        assertThat(event.getType()).isEqualTo("payment_link.updated");
        assertThat(event.getData().getPreviousAttributes()).containsKey("active");
        var active = rehearsal
                .stripe
                .v1()
                .paymentLinks()
                .list(PaymentLinkListParams.builder().setActive(true).build());
        assertThat(active.getData()).isEmpty();
    }

    @Test
    void one_for_so_many_payments_goes_out_of_use_with_the_last() throws Exception {
        var link = create(link(once)
                .setRestrictions(PaymentLinkCreateParams.Restrictions.builder()
                        .setCompletedSessions(PaymentLinkCreateParams.Restrictions.CompletedSessions.builder()
                                .setLimit(1L)
                                .build())
                        .build()));
        rehearsal.pay(open(link), Rehearsal.GOOD);

        assertThat(get(link.getUrl()).statusCode()).isEqualTo(410);
        var used = rehearsal.stripe.v1().paymentLinks().retrieve(link.getId());
        assertThat(used.getRestrictions().getCompletedSessions().getCount()).isEqualTo(1);
        assertThat(rehearsal.types()).contains("payment_link.updated");
    }

    @Test
    void its_lines_can_be_read() throws Exception {
        var link = create(link(once));

        assertThat(rehearsal
                        .stripe
                        .v1()
                        .paymentLinks()
                        .lineItems()
                        .list(link.getId())
                        .getData())
                .hasSize(1);
        var expanded = rehearsal
                .stripe
                .v1()
                .paymentLinks()
                .retrieve(
                        link.getId(),
                        PaymentLinkRetrieveParams.builder()
                                .addExpand("line_items")
                                .build());
        assertThat(expanded.getLineItems().getData().getFirst().getQuantity()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "metadata[a]=b, line_items",
        "line_items=x, line_items",
        "line_items[0]=x, line_items[0]",
        "line_items[0][price]=price_none&line_items[0][quantity]=1, line_items[0][price]",
        "line_items[0][price]=PRICE, line_items[0][quantity]",
        "line_items[0][price]=PRICE&line_items[0][quantity]=x, line_items[0][quantity]",
        "line_items[0][price]=PRICE&line_items[0][quantity]=99999999, quantity",
        "line_items[0][price]=PRICE&line_items[0][quantity]=1&after_completion[type]=redirect, after_completion[redirect]",
        "line_items[0][price]=PRICE&line_items[0][quantity]=1&after_completion[type]=redirect&after_completion[redirect][url]=x, after_completion[redirect][url]",
        "line_items[0][price]=PRICE&line_items[0][quantity]=1&subscription_data[metadata][a]=b, subscription_data",
        "line_items[0][price]=PRICE&line_items[0][quantity]=1&restrictions[completed_sessions][limit]=0, restrictions[completed_sessions][limit]",
        "line_items[0][price]=PRICE&line_items[0][quantity]=1&bogus=1, bogus"
    })
    void nonsense_is_refused_and_makes_nothing(String form, String param) throws Exception {
        var before = rehearsal.types().size();
        var answer = rehearsal.api("POST", "/v1/payment_links", form.replace("PRICE", once));

        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 404);
        assertThat(answer.body()).contains("\"param\":\"" + param + "\"");
        assertThat(rehearsal.types()).hasSize(before);
    }

    @Test
    void an_address_that_was_never_given_out_leads_nowhere() {
        assertThat(get(rehearsal.sandbox.address() + "/b/test_" + "x".repeat(24))
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(rehearsal.sandbox.address() + "/b/x").statusCode()).isEqualTo(404);
    }

    private PaymentLinkCreateParams.Builder link(String price) {
        return PaymentLinkCreateParams.builder()
                .addLineItem(PaymentLinkCreateParams.LineItem.builder()
                        .setPrice(price)
                        .setQuantity(2L)
                        .build());
    }

    private PaymentLink create(PaymentLinkCreateParams.Builder wish) throws StripeException {
        return rehearsal.stripe.v1().paymentLinks().create(wish.build());
    }

    private Session open(PaymentLink link) throws StripeException {
        return session(get(link.getUrl()));
    }

    private Session session(HttpResponse<String> answer) throws StripeException {
        assertThat(answer.statusCode()).isEqualTo(303);
        var id = answer.headers().firstValue("Location").orElseThrow().replaceAll(".*/", "");
        return rehearsal.stripe.v1().checkout().sessions().retrieve(id);
    }

    private HttpResponse<String> get(String url) {
        var address = URI.create(url);
        var query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return rehearsal.get(address.getRawPath() + query, "text/html");
    }

    private String price(PriceCreateParams.Builder wish) throws StripeException {
        return rehearsal
                .stripe
                .v1()
                .prices()
                .create(wish.setCurrency("eur")
                        .setUnitAmount(700L)
                        .setProductData(PriceCreateParams.ProductData.builder()
                                .setName("Winter appeal")
                                .build())
                        .build())
                .getId();
    }
}
