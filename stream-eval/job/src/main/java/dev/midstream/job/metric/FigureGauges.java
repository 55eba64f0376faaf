package dev.midstream.job.metric;

import dev.midstream.MetricKey;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.sequence.Interval;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest cumulative figures as gauges of a Flink metric group, for reporters such as
 * Prometheus.
 *
 * <p>Below the given group, {@code model}, {@code point}, {@code dataset}, {@code corruption},
 * {@code severity} and {@code label} are user variables, which are labels in Prometheus. The run is
 * not: if a stream has several runs, the one updated last is shown, so that the number of series
 * does not grow over time. Gauges may be read by any thread; all else is not thread-safe.
 */
final class FigureGauges {
    /** The suffix of the gauge for the lower end of a figure's interval. */
    static final String LOW = "_low";

    /** The suffix of the gauge for the upper end. */
    static final String HIGH = "_high";

    /** The name of the gauge of the number of images. */
    static final String IMAGES = "midstream_images";

    private static final Logger LOGGER = LoggerFactory.getLogger(FigureGauges.class);

    private final MetricGroup parent;
    private final int maxSeries;
    private final Map<String, Series> series = new HashMap<>();

    /**
     * @param maxSeries the most sets of labels that are shown, which bounds the memory of systems
     *     that scrape them
     */
    FigureGauges(MetricGroup parent, int maxSeries) {
        this.parent = parent;
        this.maxSeries = maxSeries;
    }

    /** The text that identifies a series. */
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
        String name = seriesText(key);
        Series shown = series.get(name);
        if (shown == null && series.size() < maxSeries) {
            shown = new Series(figures);
            series.put(name, shown);
            register(key, shown);
            if (series.size() == maxSeries) {
                LOGGER.warn("Figures of further models and corruptions are not shown as gauges.");
            }
        }
        if (shown != null) {
            shown.figures = figures;
        }
    }

    private void register(MetricKey key, Series shown) {
        MetricGroup group =
                parent.addGroup("model", key.getModelId())
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

    private static final class Series {
        // Reporters read it in threads of their own.
        private volatile ClassificationFigures figures;

        Series(ClassificationFigures figures) {
            this.figures = figures;
        }
    }
}
