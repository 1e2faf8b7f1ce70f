package org.broadsheet.payments;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import org.broadsheet.publication.Publication;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PaymentJobs {
    private static final Duration PAYLOADS_KEPT = Duration.ofDays(30);

    @Bean
    RecurringTask<Void> inboxJob(EventWorker worker) {
        return Tasks.recurring("payments-inbox", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((instance, context) -> worker.drain());
    }

    @Bean
    RecurringTask<Void> commandJob(CommandWorker worker) {
        return Tasks.recurring("payments-commands", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((instance, context) -> worker.drain());
    }

    @Bean
    RecurringTask<Void> reconcilerJob(Reconciler reconciler) {
        return Tasks.recurring("payments-reconciler", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> reconciler.reconcile());
    }

    @Bean
    RecurringTask<Void> sweepJob(Sweep sweep) {
        return Tasks.recurring("payments-sweep", FixedDelay.of(Duration.ofMinutes(15)))
                .execute((instance, context) -> sweep.usual());
    }

    /** At night, when little moves. */
    @Bean
    RecurringTask<Void> proofJob(Sweep sweep, Proof proof, Publication publication) {
        return Tasks.recurring(
                        "payments-proof", new Daily(publication.newsroom().zone(), LocalTime.of(3, 10)))
                .execute((instance, context) -> {
                    sweep.deep();
                    proof.prove();
                });
    }

    @Bean
    RecurringTask<Void> payloadJob(InboxStore inbox, @Qualifier("wall") Clock wall) {
        return Tasks.recurring("payments-forget-payloads", FixedDelay.of(Duration.ofHours(6)))
                .execute((instance, context) ->
                        inbox.forgetPayloads(wall.instant().minus(PAYLOADS_KEPT)));
    }
}
