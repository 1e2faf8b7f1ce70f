package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Subscription;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.billingportal.SessionCreateParams;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A supporter with a subscription in the portal, looked at from outside as a browser without script would. */
abstract class PortalScene {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    Subscription subscription;
    String page;

    @BeforeEach
    void subscribe_and_open() throws Exception {
        subscription = rehearsal.subscribed(Rehearsal.GOOD);
        page = open(SessionCreateParams.builder().setReturnUrl("http://localhost:9/account"));
    }

    SessionCreateParams.Builder configured(String features) {
        var answer = rehearsal.api("POST", "/v1/billing_portal/configurations", features);
        return SessionCreateParams.builder()
                .setConfiguration(answer.body().replaceAll("(?s).*?\"(bpc_\\w+)\".*", "$1"));
    }

    String open(SessionCreateParams.Builder wish) throws StripeException {
        return rehearsal
                .stripe
                .v1()
                .billingPortal()
                .sessions()
                .create(wish.setCustomer(subscription.getCustomer()).build())
                .getUrl();
    }

    void update(SubscriptionUpdateParams.Builder wish) throws StripeException {
        rehearsal.stripe.v1().subscriptions().update(subscription.getId(), wish.build());
    }

    String cancelling() {
        return "/subscriptions/" + subscription.getId() + "/cancel";
    }

    String renewing() {
        return "/subscriptions/" + subscription.getId() + "/renew";
    }

    static String path(String url) {
        return url.startsWith("http") ? URI.create(url).getRawPath() : url;
    }

    HttpResponse<String> get(String url) {
        var address = url.startsWith("http") ? URI.create(url) : null;
        return rehearsal.get(
                address == null
                        ? url
                        : address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery()),
                "text/html");
    }

    String show(String url) {
        var answer = get(url);
        assertThat(answer.statusCode()).as(url).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("<script", "style=", "??");
        return answer.body();
    }

    HttpResponse<String> post(String page, String step, Map<String, String> form) {
        return rehearsal.post(path(page) + step, form);
    }
}
