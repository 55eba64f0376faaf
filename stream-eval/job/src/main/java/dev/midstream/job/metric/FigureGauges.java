package dev.midstream.job.metric;

import dev.midstream.MetricKey;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.sequence.Interval;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest cumulative figures as gauges of a Flink metric group, for reporters such as
 * Prometheus.
 *
 * <p>Below the given group, {@code run}, {@code model}, {@code point}, {@code dataset}, {@code
 * corruption}, {@code severity} and {@code label} are user variables, which are labels in
 * Prometheus. When a run begins, the gauges of those go that have been silent for a time, so that
 * the number of series does not grow over time. Gauges may be read by any thread; all else is not
 * thread-safe.
 */
final class FigureGauges {
    /** The suffix of the gauge for the lower end of a figure's interval. */
    static final String LOW = "_low";

    /** The suffix of the gauge for the upper end. */
    static final String HIGH = "_high";

    /** The name of the gauge of the number of images. */
    static final String IMAGES = "midstream_images";

    /** How long the gauges of a run stay when another one begins. */
    static final Duration SILENCE = Duration.ofMinutes(5);

    private static final Logger LOGGER = LoggerFactory.getLogger(FigureGauges.class);

    private final MetricGroup parent;
    private final int maxSeries;
    private final Clock clock;
    private final Map<String, Run> runs = new HashMap<>();
    private int count;

    /**
     * @param maxSeries the most sets of labels that are shown, which bounds the memory of systems
     *     that scrape them
     */
    FigureGauges(MetricGroup parent, int maxSeries, Clock clock) {
        this.parent = parent;
        this.maxSeries = maxSeries;
        this.clock = clock;
    }

    /** The text that identifies a series of a run. */
    static String seriesText(MetricKey key) {
        return String.join(
                "\n",
                key.getModelId(),
                key.getPointId(),
                key.getDataset(),
                key.getCorruption(),
                Integer.toString(key.getSeverity()),
                key.getLabelKind().name());
    }

    /** Sets the figures of a key. */
    void show(MetricKey key, ClassificationFigures figures) {
        Run run = runs.get(key.getRunId());
        if (run == null) {
            dropSilentRuns();
            run = new Run(parent.addGroup("run", key.getRunId()));
            runs.put(key.getRunId(), run);
        }
        run.shownAt = clock.instant();
        String name = seriesText(key);
        Series shown = run.series.get(name);
        if (shown == null && count < maxSeries) {
            shown = new Series(figures);
            run.series.put(name, shown);
            register(run.group, key, shown);
            if (++count == maxSeries) {
                LOGGER.warn(
                        "Figures of further runs, models and corruptions are not shown as gauges.");
            }
        }
        if (shown != null) {
            shown.figures = figures;
        }
    }

    private void dropSilentRuns() {
        Instant silentSince = clock.instant().minus(SILENCE);
        Iterator<Run> all = runs.values().iterator();
        while (all.hasNext()) {
            Run run = all.next();
            if (run.shownAt.isBefore(silentSince)) {
                count -= run.series.size();
                // Flink's interface has no way to take gauges back.
                if (run.group instanceof AbstractMetricGroup<?> group) {
                    group.close();
                }
                all.remove();
            }
        }
    }

    private static void register(MetricGroup run, MetricKey key, Series shown) {
        MetricGroup group =
                run.addGroup("model", key.getModelId())
                        .addGroup("point", key.getPointId())
                        .addGroup("dataset", key.getDataset())
                        .addGroup("corruption", key.getCorruption())
                        .addGroup("severity", Integer.toString(key.getSeverity()))
                        .addGroup("label", key.getLabelKind().name().toLowerCase(Locale.ROOT));
        for (Figure figure : Figure.ALL) {
            gauge(group, figure.gauge(), shown, f -> f.value(figure).orElse(Double.NaN));
            if (figure.hasInterval()) {
                gauge(group, figure.gauge() + LOW, shown, f -> interval(figure, f).low());
                gauge(group, figure.gauge() + HIGH, shown, f -> interval(figure, f).high());
            }
        }
        Gauge<Long> images = () -> shown.figures.sums().count();
        group.gauge(IMAGES, images);
    }

    private static Interval interval(Figure figure, ClassificationFigures figures) {
        return figures.estimate(figure).flatMap(Estimate::interval).orElse(Interval.UNIT);
    }

    private static void gauge(
            MetricGroup group,
            String name,
            Series shown,
            ToDoubleFunction<ClassificationFigures> figure) {
        Gauge<Double> gauge = () -> figure.applyAsDouble(shown.figures);
        group.gauge(name, gauge);
    }

    private static final class Run {
        private final MetricGroup group;
        private final Map<String, Series> series = new HashMap<>();
        private Instant shownAt = Instant.MIN;

        Run(MetricGroup group) {
            this.group = group;
        }
    }

    private static final class Series {
        // Reporters read it in threads of their own.
        private volatile ClassificationFigures figures;

        Series(ClassificationFigures figures) {
            this.figures = figures;
        }
    }
}
