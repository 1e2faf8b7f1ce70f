package org.broadsheet.contributions;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OverdueJobs {

    @Bean
    RecurringTask<Void> overdueJob(Overdues overdues) {
        return Tasks.recurring("contributions-overdue", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((instance, context) -> overdues.look());
    }

    @Bean
    RecurringTask<Void> noticesJob(Notices notices) {
        return Tasks.recurring("contributions-notices", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> notices.look());
    }
}
