package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.param.billingportal.SessionCreateParams;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortalDeepLinkTests extends PortalScene {
    @Test
    void leads_straight_to_its_step_and_then_away() throws Exception {
        var own = open(cancelFlow(SessionCreateParams.FlowData.AfterCompletion.builder()
                .setType(SessionCreateParams.FlowData.AfterCompletion.Type.REDIRECT)
                .setRedirect(SessionCreateParams.FlowData.AfterCompletion.Redirect.builder()
                        .setReturnUrl("http://localhost:9/bye")
                        .build())
                .build()));

        assertThat(get(own).headers().firstValue("Location")).contains(path(own) + cancelling());
        assertThat(get(own + "/customer").statusCode()).isEqualTo(303);
        assertThat(show(own + cancelling())).doesNotContain("Back to your payments");
        var answer = post(own, cancelling(), Map.of());
        assertThat(answer.headers().firstValue("Location")).contains("http://localhost:9/bye");
        assertThat(rehearsal.again(subscription).getCancelAt()).isNotNull();
    }

    @Test
    void may_end_with_a_word_of_its_own() throws Exception {
        var own = open(cancelFlow(SessionCreateParams.FlowData.AfterCompletion.builder()
                        .setType(SessionCreateParams.FlowData.AfterCompletion.Type.HOSTED_CONFIRMATION)
                        .setHostedConfirmation(SessionCreateParams.FlowData.AfterCompletion.HostedConfirmation.builder()
                                .setCustomMessage("Come back <soon>")
                                .build())
                        .build())
                .setReturnUrl("http://localhost:9/account"));
        var answer = post(own, cancelling(), Map.of());

        assertThat(show(answer.headers().firstValue("Location").orElseThrow()))
                .contains("Come back &lt;soon&gt;", "href=\"http://localhost:9/account\"");
    }

    @Test
    void leads_to_the_first_page_when_nothing_else_was_said() throws Exception {
        var own = open(cancelFlow(null));
        var answer = post(own, cancelling(), Map.of());

        assertThat(show(answer.headers().firstValue("Location").orElseThrow())).contains("The payments are canceled");
    }

    private SessionCreateParams.Builder cancelFlow(SessionCreateParams.FlowData.AfterCompletion after) {
        var flow = SessionCreateParams.FlowData.builder()
                .setType(SessionCreateParams.FlowData.Type.SUBSCRIPTION_CANCEL)
                .setSubscriptionCancel(SessionCreateParams.FlowData.SubscriptionCancel.builder()
                        .setSubscription(subscription.getId())
                        .build());
        if (after != null) flow.setAfterCompletion(after);
        return SessionCreateParams.builder().setFlowData(flow.build());
    }
}
