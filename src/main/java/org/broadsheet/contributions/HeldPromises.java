package org.broadsheet.contributions;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.broadsheet.payments.Asker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is asked what a second promise was meant to be, and says nothing, gets the money back. */
@Configuration(proxyBeanMethods = false)
class HeldPromises {
    static final Duration ASKED_FOR = Duration.ofDays(7);

    @Bean
    RecurringTask<Void> heldPromisesJob(ContributionStore contributions, Changes changes, Clock clock) {
        return Tasks.recurring("contributions-held", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((instance, context) -> giveBack(contributions, changes, clock));
    }

    static void giveBack(ContributionStore contributions, Changes changes, Clock clock) {
        contributions
                .heldBefore(clock.instant().minus(ASKED_FOR))
                .forEach(each -> changes.giveBack(each, "silence", "silence", Asker.newsroom()));
    }
}
