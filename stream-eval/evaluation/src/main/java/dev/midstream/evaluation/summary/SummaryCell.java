package dev.midstream.evaluation.summary;

import dev.midstream.RobustnessMetric;
import dev.midstream.ScopeKind;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.Figure;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a summary takes from the figures of one corruption and severity.
 *
 * @param corruption {@code none}, or its name
 * @param severity 0 for clean images, else 1 to 5
 * @param images how many were counted, at least 1
 * @param accuracy in [0, 1]
 * @param ece in [0, 1]
 */
public record SummaryCell(
        String corruption, int severity, long images, double accuracy, double ece) {
    static final Comparator<SummaryCell> ORDER =
            Comparator.comparing(SummaryCell::corruption).thenComparing(SummaryCell::severity);

    /** The cell of a cumulative record; empty for a window's, and while no image was counted. */
    public static Optional<SummaryCell> of(RobustnessMetric metric) {
        if (metric.getScope().getKind() != ScopeKind.CUMULATIVE
                || metric.getSums().getCount() == 0) {
            return Optional.empty();
        }
        ClassificationFigures figures = RobustnessMetrics.figures(metric);
        return Optional.of(
                new SummaryCell(
                        metric.getKey().getCorruption(),
                        metric.getKey().getSeverity(),
                        metric.getSums().getCount(),
                        figures.value(Figure.ACCURACY).orElseThrow(),
                        figures.value(Figure.ECE).orElseThrow()));
    }

    /** Whether the images are as they are. */
    public boolean clean() {
        return severity == 0;
    }
}
