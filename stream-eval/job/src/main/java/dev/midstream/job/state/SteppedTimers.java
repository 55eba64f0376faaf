package dev.midstream.job.state;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.clock.Clock;

/**
 * Timers that follow the machine's clock when it is set.
 *
 * <p>Flink waits for a timer as long as the clock says at registration. If the clock was behind at
 * that moment and has been put right since, the timer comes as late as the clock was behind, and
 * all timers of an operator's keys wait for their earliest one. Here a long wait is made in steps
 * of a second, each of which reads the clock again.
 */
public final class SteppedTimers implements ProcessingTimeService {
    static final long STEP_MILLIS = 1000;

    private final ProcessingTimeService timers;

    /** Makes the waits of these timers in steps. */
    public SteppedTimers(ProcessingTimeService timers) {
        this.timers = timers;
    }

    @Override
    public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
        return SteppedTimer.register(timers, timestamp, target);
    }

    @Override
    public Clock getClock() {
        return timers.getClock();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
            ProcessingTimeCallback callback, long initialDelay, long period) {
        return timers.scheduleAtFixedRate(callback, initialDelay, period);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
            ProcessingTimeCallback callback, long initialDelay, long period) {
        return timers.scheduleWithFixedDelay(callback, initialDelay, period);
    }

    @Override
    public CompletableFuture<Void> quiesce() {
        return timers.quiesce();
    }
}
