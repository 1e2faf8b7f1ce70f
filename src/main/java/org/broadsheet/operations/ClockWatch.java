package org.broadsheet.operations;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the product's clock follows the sandbox's, a move of it makes every job due: a month that passes in a second must leave
 * behind what a month leaves behind.
 */
final class ClockWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration JITTER = Duration.ofMinutes(1);

    private final Clock clock;
    private final Clock wall;
    private Duration ahead;

    ClockWatch(Clock clock, Clock wall) {
        this.clock = clock;
        this.wall = wall;
        this.ahead = aheadNow();
    }

    /** Looks whether the clock was moved since the last look, and if so lets every job run now. */
    synchronized void look(SchedulerClient jobs, List<? extends RecurringTask<?>> all) {
        var now = aheadNow();
        if (now.minus(ahead).abs().compareTo(JITTER) < 0) {
            return;
        }
        LOG.info("The clock was moved by {}; every job is due", now.minus(ahead));
        ahead = now;
        for (var job : all) {
            jobs.reschedule(job.instanceId(RecurringTask.INSTANCE), wall.instant());
        }
    }

    private Duration aheadNow() {
        return Duration.between(wall.instant(), clock.instant());
    }
}
