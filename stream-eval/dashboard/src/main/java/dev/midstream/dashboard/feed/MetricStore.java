package dev.midstream.dashboard.feed;

import dev.midstream.dashboard.feed.MetricHistory.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The latest metric of every key, at most a given number of them. Safe for use by several threads.
 *
 * <p>Every change has a number, so that a reader asks for what changed since the number it knows.
 * Nothing is queued for a reader: one that comes late gets the latest state of each changed metric
 * once, and costs neither memory nor time of others.
 */
public final class MetricStore {
    private record Entry(String key, MetricView metric, MetricHistory history) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Long> versions = new HashMap<>();
    private final TreeMap<Long, Entry> byVersion = new TreeMap<>();
    private final int maximum;
    private long version;
    private long lastRemoval;

    /** An empty store of at most {@code maximum} metrics. */
    public MetricStore(int maximum) {
        this.maximum = maximum;
    }

    /** Keeps {@code metric} as the latest of {@code key}. */
    public void put(String key, MetricView metric) {
        lock.lock();
        try {
            version++;
            Long previous = versions.put(key, version);
            Entry before = previous == null ? null : byVersion.remove(previous);
            MetricHistory history = before == null ? new MetricHistory() : before.history();
            history.add(moment(metric));
            byVersion.put(version, new Entry(key, metric, history));
            if (versions.size() > maximum) {
                evict();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static Moment moment(MetricView metric) {
        return new Moment(
                metric.updatedAt(),
                metric.count(),
                metric.correct(),
                metric.eceOrZero(),
                metric.bins().occupied());
    }

    /** Forgets the metric of {@code key}, if there is one. */
    public void remove(String key) {
        lock.lock();
        try {
            Long previous = versions.remove(key);
            if (previous != null) {
                byVersion.remove(previous);
                lastRemoval = ++version;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    // A tenth at once: readers are sent everything after a removal, which should be rare.
    private void evict() {
        int surplus = versions.size() - maximum + maximum / 10;
        for (int i = 0; i < surplus; i++) {
            versions.remove(byVersion.pollFirstEntry().getValue().key());
        }
        lastRemoval = ++version;
    }

    /** Number of metrics kept. */
    public int size() {
        lock.lock();
        try {
            return versions.size();
        } finally {
            lock.unlock();
        }
    }

    /** All metrics. */
    public MetricChanges all() {
        lock.lock();
        try {
            return new MetricChanges(
                    version, MetricChanges.Kind.SNAPSHOT, metrics(byVersion.values()));
        } finally {
            lock.unlock();
        }
    }

    /** The metrics that pass {@code filter}, with their history. */
    public List<TrackedMetric> tracked(Predicate<MetricView> filter) {
        lock.lock();
        try {
            List<TrackedMetric> found = new ArrayList<>();
            for (Entry entry : byVersion.values()) {
                if (filter.test(entry.metric())) {
                    found.add(new TrackedMetric(entry.metric(), entry.history().moments()));
                }
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** Number of the present state; it grows with every change. */
    public long version() {
        lock.lock();
        try {
            return version;
        } finally {
            lock.unlock();
        }
    }

    /** What a reader who knows the state {@code known} lacks. */
    public MetricChanges since(long known) {
        lock.lock();
        try {
            if (lastRemoval > known) {
                return all();
            }
            return new MetricChanges(
                    version,
                    MetricChanges.Kind.UPDATE,
                    metrics(byVersion.tailMap(known, false).values()));
        } finally {
            lock.unlock();
        }
    }

    /** Returns when there is a state after {@code known} or the time is over. */
    public void awaitAfter(long known, Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            long nanos = timeout.toNanos();
            while (version <= known && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private static List<MetricView> metrics(Iterable<Entry> entries) {
        List<MetricView> metrics = new ArrayList<>();
        for (Entry entry : entries) {
            metrics.add(entry.metric());
        }
        return metrics;
    }
}
