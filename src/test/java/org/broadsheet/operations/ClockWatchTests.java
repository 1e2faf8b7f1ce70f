package org.broadsheet.operations;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockWatchTests {
    private static final Instant NOW = Instant.parse("2026-11-23T06:50:00Z");

    private final Clock wall = Clock.fixed(NOW, ZoneOffset.UTC);
    private final MovedClock clock = new MovedClock();
    private final SchedulerClient jobs = mock(SchedulerClient.class);
    private final RecurringTask<Void> reconciler =
            Tasks.recurring("reconciler", FixedDelay.ofMinutes(1)).execute((instance, context) -> {});
    private final ClockWatch watch = new ClockWatch(clock, wall);

    @Test
    void a_month_that_passes_in_a_second_makes_every_job_due_once() {
        clock.ahead = Duration.ofDays(30);

        watch.look(jobs, List.of(reconciler));
        watch.look(jobs, List.of(reconciler));

        verify(jobs, times(1)).reschedule(any(TaskInstanceId.class), org.mockito.ArgumentMatchers.eq(NOW));
    }

    @Test
    void while_nobody_moves_it_nothing_is_hurried() {
        clock.ahead = Duration.ofSeconds(1);

        watch.look(jobs, List.of(reconciler));

        verify(jobs, never()).reschedule(any(TaskInstanceId.class), any(Instant.class));
    }

    private static final class MovedClock extends Clock {
        private Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return NOW.plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
