package org.broadsheet.operations;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** Runs the jobs that the modules define, each on one copy of the application at a time. */
@Configuration(proxyBeanMethods = false)
class Jobs {
    private static final int AT_ONCE = 4;

    @Bean(destroyMethod = "stop")
    Scheduler scheduler(DataSource database, List<RecurringTask<?>> jobs) {
        return Scheduler.create(database)
                .startTasks(jobs)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .threads(AT_ONCE)
                .pollingInterval(Duration.ofSeconds(2))
                .build();
    }

    /** Only where the clock can be moved at all. */
    @Bean
    @ConditionalOnProperty("broadsheet.clock.offset-url")
    RecurringTask<Void> clockWatchJob(
            Clock clock, @Qualifier("wall") Clock wall, ObjectProvider<RecurringTask<?>> jobs) {
        var watch = new ClockWatch(clock, wall);
        return Tasks.recurring("clock-watch", FixedDelay.of(Duration.ofSeconds(2)))
                .execute((instance, context) -> watch.look(
                        context.getSchedulerClient(),
                        jobs.stream()
                                .filter(each -> !each.getName().equals(instance.getTaskName()))
                                .toList()));
    }

    @Bean
    Starter jobStarter(Scheduler scheduler) {
        return new Starter(scheduler);
    }

    /** Nothing is due before everything is there. */
    record Starter(Scheduler scheduler) {
        @EventListener(ApplicationReadyEvent.class)
        void start() {
            scheduler.start();
        }
    }
}
