package dev.midstream.dashboard.web;

import dev.midstream.dashboard.feed.MetricChanges;
import dev.midstream.dashboard.feed.MetricStore;
import dev.midstream.dashboard.view.PointKey;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what changed in an interval and writes it as JSON once, for all readers together: two
 * hundred cost hardly more than one. Only the latest tick is kept.
 */
final class Ticker implements AutoCloseable {
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    /**
     * What all readers are sent.
     *
     * @param number counts up
     * @param from state of the metrics before the changes
     * @param to state after them
     * @param event {@code snapshot} or {@code update}; null without changes
     * @param figures their JSON
     * @param status JSON of the status
     */
    record Tick(
            long number,
            long from,
            long to,
            @Nullable String event,
            String figures,
            String status) {}

    private final Sources sources;
    private final MetricStore store;
    private final Supplier<StatusView> status;
    private final Duration interval;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ticked = lock.newCondition();
    private final Thread thread;
    private long completed;
    private Tick latest;
    private boolean closed;

    private Ticker(Sources sources, Supplier<StatusView> status, Duration interval) {
        this.sources = sources;
        this.store = sources.metrics();
        this.status = status;
        this.interval = interval;
        this.latest = new Tick(0, 0, 0, null, "", Json.write(status.get()));
        this.thread = new Thread(this::run, "midstream-dashboard-ticker");
        thread.setDaemon(true);
    }

    static Ticker start(Sources sources, Supplier<StatusView> status, Duration interval) {
        Ticker ticker = new Ticker(sources, status, interval);
        ticker.thread.start();
        return ticker;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(interval.toMillis());
                store.awaitAfter(latest().to(), HEARTBEAT);
                publish(next());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Tick next() {
        Tick before = latest();
        touchCompleted();
        MetricChanges changes = store.since(before.to());
        boolean unchanged = changes.isEmpty();
        return new Tick(
                before.number() + 1,
                before.to(),
                changes.version(),
                unchanged ? null : eventOf(changes),
                unchanged ? "" : Json.write(Figures.of(changes, sources)),
                Json.write(status.get()));
    }

    /** Summaries change with what completes them: their cells, and images without an answer. */
    private void touchCompleted() {
        Predicate<String> lettered = sources.deadLetters().takeChangedRuns();
        MetricChanges cells = store.since(completed);
        // Not the version of a tick: cells may come between this look and that of the tick.
        completed = cells.version();
        Set<PointKey> counted =
                cells.metrics().stream()
                        .map(metric -> PointKey.of(metric.key()))
                        .collect(Collectors.toSet());
        store.touch(key -> counted.contains(key) || lettered.test(key.runId()));
    }

    static String eventOf(MetricChanges changes) {
        return switch (changes.kind()) {
            case SNAPSHOT -> "snapshot";
            case UPDATE -> "update";
        };
    }

    private void publish(Tick tick) {
        lock.lock();
        try {
            latest = tick;
            ticked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The latest tick. */
    Tick latest() {
        lock.lock();
        try {
            return latest;
        } finally {
            lock.unlock();
        }
    }

    /** The latest tick after {@code number}; waits for it, but not for ever, nor once closed. */
    Tick after(long number) throws InterruptedException {
        lock.lock();
        try {
            long nanos = 2 * HEARTBEAT.toNanos();
            while (latest.number() <= number && nanos > 0 && !closed) {
                nanos = ticked.awaitNanos(nanos);
            }
            return latest;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        lock.lock();
        try {
            closed = true;
            ticked.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
