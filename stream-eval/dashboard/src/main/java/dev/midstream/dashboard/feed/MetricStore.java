package dev.midstream.dashboard.feed;

import dev.midstream.dashboard.feed.MetricHistory.Moment;
import dev.midstream.dashboard.view.MetricView;
import dev.midstream.dashboard.view.PointKey;
import dev.midstream.dashboard.view.SummaryView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The latest metric and summary of every key. Bounded and thread-safe.
 *
 * <p>Every change has a version, and readers ask for the changes since the version that they know.
 * Nothing is queued for them: a slow reader gets the latest state of each changed metric once, and
 * costs others neither memory nor time.
 */
public final class MetricStore {
    /** A metric with its history, or a summary, by the key of its record. */
    private sealed interface Entry {
        String key();
    }

    private record MetricEntry(String key, MetricView metric, MetricHistory history)
            implements Entry {}

    private record SummaryEntry(String key, SummaryView summary) implements Entry {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Long> versions = new HashMap<>();
    private final TreeMap<Long, Entry> byVersion = new TreeMap<>();
    private final int maximum;
    private long version;
    private int metrics;
    private long lastRemoval;

    /** An empty store that keeps at most {@code maximum} metrics and summaries together. */
    public MetricStore(int maximum) {
        this.maximum = maximum;
    }

    /** Sets the latest metric of {@code key}. */
    public void put(String key, MetricView metric) {
        lock.lock();
        try {
            MetricHistory history =
                    before(key) instanceof MetricEntry before
                            ? before.history()
                            : new MetricHistory();
            history.add(moment(metric));
            replace(new MetricEntry(key, metric, history));
        } finally {
            lock.unlock();
        }
    }

    /** Sets the latest summary of {@code key}, which must not be the key of a metric. */
    public void put(String key, SummaryView summary) {
        lock.lock();
        try {
            replace(new SummaryEntry(key, summary));
        } finally {
            lock.unlock();
        }
    }

    /** Marks some summaries as changed: what else is known of their runs completes them. */
    public void touch(Predicate<PointKey> keys) {
        lock.lock();
        try {
            List<SummaryEntry> touched = new ArrayList<>();
            for (Entry entry : byVersion.values()) {
                if (entry instanceof SummaryEntry own && keys.test(own.summary().key())) {
                    touched.add(own);
                }
            }
            touched.forEach(this::replace);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Entry before(String key) {
        @Nullable Long previous = versions.get(key);
        return previous == null ? null : byVersion.get(previous);
    }

    private void replace(Entry entry) {
        version++;
        @Nullable Long previous = versions.put(entry.key(), version);
        if (previous != null) {
            byVersion.remove(previous);
        }
        byVersion.put(version, entry);
        metrics += previous == null && entry instanceof MetricEntry ? 1 : 0;
        if (versions.size() > maximum) {
            evict();
        }
        changed.signalAll();
    }

    private static Moment moment(MetricView metric) {
        return new Moment(metric.updatedAt(), metric.images().count(), metric.figures());
    }

    /** Removes the metric or summary of {@code key}, if there is one. */
    public void remove(String key) {
        lock.lock();
        try {
            Long previous = versions.remove(key);
            if (previous != null) {
                forget(byVersion.remove(previous));
                lastRemoval = ++version;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    // Removes a tenth at a time: after a removal, readers get a snapshot, which should be rare.
    private void evict() {
        int surplus = versions.size() - maximum + maximum / 10;
        for (int i = 0; i < surplus; i++) {
            Entry oldest = byVersion.pollFirstEntry().getValue();
            versions.remove(oldest.key());
            forget(oldest);
        }
        lastRemoval = ++version;
    }

    private void forget(@Nullable Entry entry) {
        metrics -= entry instanceof MetricEntry ? 1 : 0;
    }

    /** The number of metrics. */
    public int size() {
        lock.lock();
        try {
            return metrics;
        } finally {
            lock.unlock();
        }
    }

    /** All metrics and summaries. */
    public MetricChanges all() {
        lock.lock();
        try {
            return changes(MetricChanges.Kind.SNAPSHOT, byVersion.values());
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
                if (entry instanceof MetricEntry own && filter.test(own.metric())) {
                    found.add(new TrackedMetric(own.metric(), own.history().moments()));
                }
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** The present version, which grows with every change. */
    public long version() {
        lock.lock();
        try {
            return version;
        } finally {
            lock.unlock();
        }
    }

    /** The changes since the version {@code known}. */
    public MetricChanges since(long known) {
        lock.lock();
        try {
            if (lastRemoval > known) {
                return all();
            }
            return changes(MetricChanges.Kind.UPDATE, byVersion.tailMap(known, false).values());
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a version after {@code known}, at most for {@code timeout}. */
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

    private MetricChanges changes(MetricChanges.Kind kind, Iterable<Entry> entries) {
        List<MetricView> changedMetrics = new ArrayList<>();
        List<SummaryView> changedSummaries = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof MetricEntry metric) {
                changedMetrics.add(metric.metric());
            } else if (entry instanceof SummaryEntry summary) {
                changedSummaries.add(summary.summary());
            }
        }
        return new MetricChanges(version, kind, changedMetrics, changedSummaries);
    }
}
