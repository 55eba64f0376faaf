package dev.midstream.dashboard.feed;

import dev.midstream.dashboard.feed.MetricHistory.Moment;
import dev.midstream.dashboard.view.PointKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The number of images per second that a set of metrics counts together, over the last {@link
 * #WINDOW} before their latest record. Times are those of the records, so that a dashboard that
 * catches up on old records shows the rate at which they were written.
 */
final class Rate {
    private static final Duration WINDOW = Duration.ofSeconds(30);

    private Rate() {}

    /** The rate up to the latest record; empty if no metric has more than one moment. */
    static Optional<Double> of(Collection<TrackedMetric> metrics) {
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        for (TrackedMetric metric : metrics) {
            List<Moment> history = metric.history();
            first = earlier(first, history.get(0).at());
            last = later(last, history.get(history.size() - 1).at());
        }
        if (metrics.stream().allMatch(metric -> metric.history().size() == 1)) {
            return Optional.empty();
        }
        Instant start = later(first, last.minus(WINDOW));
        long images = 0;
        for (TrackedMetric metric : metrics) {
            images += metric.metric().images().count() - countAt(metric.history(), start);
        }
        return Optional.of(1000.0 * images / Duration.between(start, last).toMillis());
    }

    /** The rates of all points whose key passes a filter. */
    static Map<PointKey, Double> byPoint(MetricStore store, Predicate<PointKey> keys) {
        Map<PointKey, List<TrackedMetric>> groups = new HashMap<>();
        for (TrackedMetric tracked :
                store.tracked(
                        metric -> metric.images().count() > 0 && keys.test(metric.key().point()))) {
            groups.computeIfAbsent(tracked.metric().key().point(), key -> new ArrayList<>())
                    .add(tracked);
        }
        Map<PointKey, Double> rates = new HashMap<>();
        groups.forEach((key, metrics) -> of(metrics).ifPresent(rate -> rates.put(key, rate)));
        return rates;
    }

    // Before its first moment, a metric is assumed to have had its first count.
    private static long countAt(List<Moment> history, Instant when) {
        long count = history.get(0).count();
        for (Moment moment : history) {
            if (moment.at().isAfter(when)) {
                break;
            }
            count = moment.count();
        }
        return count;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
