package dev.midstream.job.state;

import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/** A timer of {@link SteppedTimers}: the future of the step that it is at. */
final class SteppedTimer implements ScheduledFuture<Object> {
    private final ProcessingTimeService timers;
    private final long timestamp;
    private final ProcessingTimeCallback target;

    private volatile ScheduledFuture<?> step;
    private volatile boolean cancelled;

    @SuppressWarnings("NullAway.Init") // The only caller takes the first step.
    private SteppedTimer(
            ProcessingTimeService timers, long timestamp, ProcessingTimeCallback target) {
        this.timers = timers;
        this.timestamp = timestamp;
        this.target = target;
    }

    /** Calls the target when the clock has reached the timestamp. */
    static ScheduledFuture<?> register(
            ProcessingTimeService timers, long timestamp, ProcessingTimeCallback target) {
        SteppedTimer timer = new SteppedTimer(timers, timestamp, target);
        timer.step();
        return timer;
    }

    private void step() {
        long now = timers.getCurrentProcessingTime();
        // A step that ends with the wait has the timestamp itself, so that none is added.
        long end = Math.min(timestamp, now + SteppedTimers.STEP_MILLIS);
        step = timers.registerTimer(end, time -> end());
    }

    private void end() throws Exception {
        if (cancelled) {
            return;
        }
        if (timers.getCurrentProcessingTime() < timestamp) {
            step();
        } else {
            target.onProcessingTime(timestamp);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        cancelled = true;
        return step.cancel(mayInterruptIfRunning);
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public boolean isDone() {
        return step.isDone();
    }

    @Override
    public Object get() throws InterruptedException, ExecutionException {
        return step.get();
    }

    @Override
    public Object get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return step.get(timeout, unit);
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(timestamp - timers.getCurrentProcessingTime(), TimeUnit.MILLISECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.MILLISECONDS), other.getDelay(TimeUnit.MILLISECONDS));
    }
}
