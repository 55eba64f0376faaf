package dev.midstream.evaluation.summary;

import dev.midstream.RobustnessMetric;
import dev.midstream.ScopeKind;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.verdict.Comparison;
import dev.midstream.images.corruption.Condition;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.Figure;
import java.util.Optional;

/**
 * What a summary takes from one condition.
 *
 * @param images how many were counted, at least 1
 * @param relabelled how many of them have an observed label that is not the true one
 * @param estimates the figures of the condition
 * @param sums what they derive from; empty if that is not known
 * @param comparison with the reference point; empty without one
 */
public record SummaryCell(
        Condition condition,
        long images,
        long relabelled,
        Estimates estimates,
        Optional<ClassificationFigures> sums,
        Optional<Comparison> comparison) {

    /** The figures of a cell, with intervals of any width. */
    public interface Estimates {
        /**
         * The estimate of a figure; empty if it is not known.
         *
         * @param error probability that the sequence of intervals ever misses the truth
         */
        Optional<Estimate> of(Figure figure, double error);
    }

    /** A cell with all figures of the catalogue. */
    public static SummaryCell of(
            Condition condition,
            ClassificationFigures figures,
            long relabelled,
            Optional<Comparison> comparison) {
        return new SummaryCell(
                condition,
                figures.sums().count(),
                relabelled,
                (figure, error) -> figure.estimate(figures, error),
                Optional.of(figures),
                comparison);
    }

    /** The cell of a cumulative record; empty for a window's, and while no image was counted. */
    public static Optional<SummaryCell> of(RobustnessMetric metric) {
        if (metric.getScope().getKind() != ScopeKind.CUMULATIVE
                || metric.getSums().getCount() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                of(
                        new Condition(
                                metric.getKey().getCorruption(), metric.getKey().getSeverity()),
                        RobustnessMetrics.figures(metric),
                        metric.getRelabelled(),
                        Comparison.of(metric)));
    }
}
