package org.broadsheet.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.broadsheet.payments.PaymentGateway.Unreachable;
import org.broadsheet.payments.PaymentGateway.Unreachable.Why;
import org.junit.jupiter.api.Test;

class StripeBreakerTests {
    private final StripeBreaker breaker =
            new StripeBreaker(new StripeSettings("sk_test_1", List.of(), false, Duration.ofMillis(200), null));
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void after_a_few_calls_without_an_answer_nobody_waits_any_more_until_stripe_answers_again() {
        for (int i = 0; i < 3; i++) {
            assertThat(failureOf(new ApiConnectionException("no route"))).isEqualTo(Why.NO_ANSWER);
        }
        assertThat(failureOf(new ApiConnectionException("no route"))).isEqualTo(Why.NOT_SENT);
        assertThat(asked).hasValue(3);

        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> {
            try {
                return breaker.call("asking", () -> true);
            } catch (Unreachable e) {
                return false;
            }
        });
    }

    @Test
    void a_refusal_is_an_answer_however_often_it_comes() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> breaker.asked("asking", () -> {
                        throw new InvalidRequestException("no", "param", "req_1", "resource_missing", 404, null);
                    }))
                    .isInstanceOf(InvalidRequestException.class);
        }
        assertThat(breaker.call("asking", () -> "yes")).isEqualTo("yes");
    }

    @Test
    void what_broke_at_stripe_is_told_from_what_was_not_heard() {
        assertThat(failureOf(new ApiException("oops", "req_1", "api_error", 500, null)))
                .isEqualTo(Why.BROKE);
        assertThat(failureOf(new InvalidRequestException("busy", null, "req_1", "lock_timeout", 409, null)))
                .isEqualTo(Why.NO_ANSWER);
    }

    private Why failureOf(StripeException failure) {
        try {
            breaker.asked("asking", () -> {
                asked.incrementAndGet();
                throw failure;
            });
            throw new AssertionError("it answered");
        } catch (Unreachable e) {
            return e.why();
        } catch (StripeException e) {
            throw new AssertionError(e);
        }
    }
}
