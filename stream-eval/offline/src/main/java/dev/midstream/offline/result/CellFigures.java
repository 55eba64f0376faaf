package dev.midstream.offline.result;

import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.Figure;

/**
 * All figures of one column under one condition, by observed labels.
 *
 * @param catalogue those that the stream has too, of at least one image
 * @param offline those that need every single outcome
 */
public record CellFigures(ClassificationFigures catalogue, OfflineCell offline) {
    /** The figures of a record of at least one image. */
    public static CellFigures of(RobustnessMetric metric, OfflineCell offline) {
        return new CellFigures(RobustnessMetrics.figures(metric), offline);
    }

    public long images() {
        return catalogue.sums().count();
    }

    public double value(Figure figure) {
        return catalogue.value(figure).orElseThrow();
    }
}
