package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpURLConnectionClient;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The SDK's own client, which also holds every good answer against Stripe's document. */
final class CheckedClient extends HttpURLConnectionClient {
    private final List<StripeResponse> answers = new CopyOnWriteArrayList<>();

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        var answer = super.request(request);
        answers.add(answer);
        if (answer.code() == 200)
            assertThat(StripeDocument.faultsOfAnswer(
                            request.method().name(), request.url().getPath(), answer.body()))
                    .as("%s %s answered %s", request.method(), request.url(), answer.body())
                    .isEmpty();
        return answer;
    }

    List<StripeResponse> answers() {
        return answers;
    }
}
