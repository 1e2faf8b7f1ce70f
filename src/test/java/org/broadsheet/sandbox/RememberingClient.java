package org.broadsheet.sandbox;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpURLConnectionClient;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The SDK's own client, which also keeps every answer. */
final class RememberingClient extends HttpURLConnectionClient {
    private final List<StripeResponse> answers = new CopyOnWriteArrayList<>();

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        var answer = super.request(request);
        answers.add(answer);
        return answer;
    }

    List<StripeResponse> answers() {
        return answers;
    }
}
