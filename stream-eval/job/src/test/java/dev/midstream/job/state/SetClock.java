package dev.midstream.job.state;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.clock.Clock;
import org.apache.flink.util.clock.ManualClock;

/**
 * Timers that wait as Flink's do, by the time that is left when they are registered, beside a clock
 * that can be set.
 */
final class SetClock implements ProcessingTimeService {
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(timer -> timer.elapsed));
    private final ManualClock monotonic = new ManualClock();
    private long aheadMillis;

    private static final class Timer extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final long elapsed;

        private Timer(long elapsed, long timestamp, ProcessingTimeCallback target) {
            super(
                    () -> {
                        target.onProcessingTime(timestamp);
                        return null;
                    });
            this.elapsed = elapsed;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compareTo(Delayed other) {
            throw new UnsupportedOperationException();
        }
    }

    /** Sets the clock so far ahead of the time that has elapsed. */
    void set(long millis) {
        aheadMillis = millis;
    }

    /** Lets time go by. */
    void elapse(long millis) throws Exception {
        long end = elapsed() + millis;
        while (!timers.isEmpty() && timers.peek().elapsed <= end) {
            Timer timer = timers.remove();
            monotonic.advanceTime(Math.max(0, timer.elapsed - elapsed()), TimeUnit.MILLISECONDS);
            timer.run();
            if (!timer.isCancelled()) {
                timer.get();
            }
        }
        monotonic.advanceTime(end - elapsed(), TimeUnit.MILLISECONDS);
    }

    private long elapsed() {
        return monotonic.absoluteTimeMillis();
    }

    @Override
    public Clock getClock() {
        return new Clock() {
            @Override
            public long absoluteTimeMillis() {
                return elapsed() + aheadMillis;
            }

            @Override
            public long relativeTimeMillis() {
                return monotonic.relativeTimeMillis();
            }

            @Override
            public long relativeTimeNanos() {
                return monotonic.relativeTimeNanos();
            }
        };
    }

    @Override
    public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
        long left = Math.max(0, timestamp - getCurrentProcessingTime());
        Timer timer = new Timer(elapsed() + left, timestamp, target);
        timers.add(timer);
        return timer;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
            ProcessingTimeCallback callback, long initialDelay, long period) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
            ProcessingTimeCallback callback, long initialDelay, long period) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Void> quiesce() {
        return CompletableFuture.completedFuture(null);
    }
}
