package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.billingportal.Session;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;

/** Somebody in front of the pages that Stripe hosts, without a browser. */
final class HostedPages {
    private final Rehearsal rehearsal;

    HostedPages(Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
    }

    /** Where the portal of the customer is. */
    String portal(String customer) throws StripeException {
        var session = Session.create(
                Map.of("customer", customer, "return_url", "http://localhost:9/account"), new Shop(rehearsal).with);
        return URI.create(session.getUrl()).getPath();
    }

    /** Sends a form that a page has, and is led on. */
    void submit(String page, String form, Map<String, String> fields) {
        var answer = rehearsal.post(page + form, fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    /** Somebody pays an invoice on its page with a card whose bank asks, and says yes there. */
    void payAndConfirm(String invoice, String card) {
        var page = URI.create(invoice).getPath();
        var question =
                location(rehearsal.post(page + "/payment", Map.of("number", card, "expiry", "12/34", "cvc", "123")));
        assertThat(question).contains("/c/challenge/");
        assertThat(URI.create(location(answer(question, "pass"))).getPath()).isEqualTo(page);
    }

    HttpResponse<String> answer(String question, String answer) {
        return rehearsal.post(URI.create(question).getPath(), Map.of("answer", answer));
    }

    static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
