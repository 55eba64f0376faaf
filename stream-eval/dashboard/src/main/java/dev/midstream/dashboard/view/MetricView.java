package dev.midstream.dashboard.view;

import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.verdict.Comparison;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.Figure;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One metric.
 *
 * <p>All figures derive from the sums of the record, so that they are finite and consistent with
 * each other even if the record's own figures are not.
 *
 * @param figures estimates by the ids of the catalogue's figures; empty while no image was counted
 * @param bins the images by confidence, in the bins of the calibration errors
 * @param comparison with the reference point on the same images; null where none was named
 * @param position position of the point in its subspace; null for an ensemble
 */
public record MetricView(
        CellKey key,
        ImagesView images,
        Map<String, Estimate> figures,
        ReliabilityView bins,
        @Nullable ComparisonView comparison,
        @Nullable PositionView position,
        Instant updatedAt) {

    /** Copies the figures, in their order. */
    public MetricView {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /**
     * The view of a record.
     *
     * @throws IllegalArgumentException if the record's names or sums are not possible
     */
    public static MetricView of(RobustnessMetric metric) {
        CellKey key = CellKey.of(metric.getKey());
        ClassificationFigures figures = RobustnessMetrics.figures(metric);
        return new MetricView(
                key,
                ImagesView.of(metric, figures.sums().count()),
                estimates(figures),
                ReliabilityView.of(figures),
                Comparison.of(metric).map(ComparisonView::of).orElse(null),
                PositionView.of(metric.getPosition()),
                metric.getUpdatedAt());
    }

    private static Map<String, Estimate> estimates(ClassificationFigures figures) {
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        for (Figure figure : Figure.ALL) {
            figures.estimate(figure).ifPresent(one -> estimates.put(figure.id(), one));
        }
        return estimates;
    }
}
