package dev.midstream.job.metric;

import dev.midstream.MetricKey;
import dev.midstream.metrics.AccuracyInterval;
import dev.midstream.metrics.CalibrationInterval;
import dev.midstream.metrics.ClassificationFigures;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest cumulative figures as gauges of a Flink metric group, for Prometheus and the like.
 *
 * <p>Below the given group, {@code model}, {@code point}, {@code dataset}, {@code corruption},
 * {@code severity} and {@code label} are user variables, which Prometheus knows as labels. Runs are
 * none: where a stream brings several of them, the one that was updated last is shown, so that the
 * number of series does not grow with time. Not thread-safe beside the reading of gauges.
 */
final class FigureGauges {
    static final String ACCURACY = "midstream_accuracy";
    static final String ACCURACY_LOW = "midstream_accuracy_low";
    static final String ACCURACY_HIGH = "midstream_accuracy_high";
    static final String ECE = "midstream_ece";
    static final String ECE_LOW = "midstream_ece_low";
    static final String ECE_HIGH = "midstream_ece_high";
    static final String NEGATIVE_LOG_LIKELIHOOD = "midstream_negative_log_likelihood";
    static final String IMAGES = "midstream_images";

    private static final Logger LOGGER = LoggerFactory.getLogger(FigureGauges.class);

    private final MetricGroup parent;
    private final int mostSeries;
    private final Map<String, Series> series = new HashMap<>();

    /**
     * @param mostSeries so many sets of labels are shown and no more: texts of the stream must not
     *     fill the memory of who scrapes them
     */
    FigureGauges(MetricGroup parent, int mostSeries) {
        this.parent = parent;
        this.mostSeries = mostSeries;
    }

    /** The text that tells apart the figures which are shown beside each other. */
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

    /** Shows the figures of a key from now on. */
    void show(MetricKey key, ClassificationFigures figures) {
        String name = seriesText(key);
        Series shown = series.get(name);
        if (shown == null && series.size() < mostSeries) {
            shown = new Series(figures);
            series.put(name, shown);
            register(key, shown);
            if (series.size() == mostSeries) {
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
        gauge(group, ACCURACY, shown, figures -> figures.accuracy().orElse(Double.NaN));
        gauge(group, ACCURACY_LOW, shown, f -> interval(f).low());
        gauge(group, ACCURACY_HIGH, shown, f -> interval(f).high());
        gauge(group, ECE, shown, figures -> figures.ece().orElse(Double.NaN));
        gauge(group, ECE_LOW, shown, f -> calibration(f).low());
        gauge(group, ECE_HIGH, shown, f -> calibration(f).high());
        gauge(
                group,
                NEGATIVE_LOG_LIKELIHOOD,
                shown,
                figures -> figures.negativeLogLikelihood().orElse(Double.NaN));
        Gauge<Long> images = () -> shown.figures.sums().count();
        group.gauge(IMAGES, images);
    }

    private static AccuracyInterval interval(ClassificationFigures figures) {
        return figures.accuracyInterval().orElseGet(() -> new AccuracyInterval(0, 1));
    }

    private static CalibrationInterval calibration(ClassificationFigures figures) {
        return figures.eceInterval().orElseGet(() -> new CalibrationInterval(0, 1));
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
        // Reporters read it on threads of their own.
        private volatile ClassificationFigures figures;

        Series(ClassificationFigures figures) {
            this.figures = figures;
        }
    }
}
