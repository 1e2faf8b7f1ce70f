package org.broadsheet.payments.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.PermissionException;
import com.stripe.exception.StripeException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import org.broadsheet.payments.PaymentGateway.Unreachable;
import org.springframework.stereotype.Component;

/**
 * Asks Stripe only while it answers. After a few calls in a row that brought no answer, or none for a long time, nobody waits for the
 * next ones: they fail at once, until one that is let through now and then succeeds.
 */
@Component
class StripeBreaker {
    private static final int HTTP_CONFLICT = 409;
    private static final int HTTP_TOO_MANY = 429;
    private static final int HTTP_BROKEN = 500;

    private final CircuitBreaker breaker;

    StripeBreaker(StripeSettings settings) {
        breaker = CircuitBreaker.of(
                "stripe",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(6)
                        .minimumNumberOfCalls(3)
                        .failureRateThreshold(50)
                        .slowCallDurationThreshold(Duration.ofSeconds(5))
                        .slowCallRateThreshold(50)
                        .waitDurationInOpenState(settings.restAfterFailures())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .recordException(StripeBreaker::isNoAnswer)
                        .build());
    }

    /** @throws Unreachable when there was no answer, or none that tells what happened */
    <T> T call(String what, Call<T> call) {
        try {
            return asked(what, call);
        } catch (StripeException e) {
            throw unreachable(what, e);
        }
    }

    /**
     * Lets Stripe's refusals through as they are.
     *
     * @throws Unreachable when there was no answer, or none that tells what happened
     */
    <T> T asked(String what, Call<T> call) throws StripeException {
        try {
            return breaker.executeCallable(call::make);
        } catch (CallNotPermittedException e) {
            throw new Unreachable(what + ": Stripe has not been answering", e, Unreachable.Why.NOT_SENT);
        } catch (StripeException e) {
            if (isRefusal(e)) {
                throw e;
            }
            throw unreachable(what, e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * For lists of many pages, which take long without anything being wrong: they tell the breaker nothing.
     *
     * @throws Unreachable when there was no answer, or none that tells what happened
     */
    <T> T listed(String what, Call<T> call) {
        try {
            return call.make();
        } catch (StripeException e) {
            throw unreachable(what, e);
        }
    }

    private static Unreachable unreachable(String what, StripeException e) {
        // The code alone: Stripe's messages may repeat what a reader typed.
        var text = what + ": " + e.getClass().getSimpleName() + " " + e.getStatusCode() + " " + e.getCode() + " "
                + e.getRequestId();
        boolean broke = e instanceof IdempotencyException || status(e) >= HTTP_BROKEN;
        return new Unreachable(text, e, broke ? Unreachable.Why.BROKE : Unreachable.Why.NO_ANSWER);
    }

    /** Stripe understood and said no. Who we are and how often we ask is no answer to what was asked. */
    private static boolean isRefusal(StripeException e) {
        return !(e instanceof AuthenticationException)
                && !(e instanceof PermissionException)
                && !(e instanceof IdempotencyException)
                && status(e) >= 400
                && status(e) < HTTP_BROKEN
                && status(e) != HTTP_CONFLICT
                && status(e) != HTTP_TOO_MANY;
    }

    private static boolean isNoAnswer(Throwable e) {
        return e instanceof ApiConnectionException || e instanceof StripeException each && status(each) >= HTTP_BROKEN;
    }

    private static int status(StripeException e) {
        return e.getStatusCode() == null ? 0 : e.getStatusCode();
    }

    interface Call<T> {
        T make() throws StripeException;
    }
}
