package dev.midstream.evaluation.verdict;

import dev.midstream.MetricKey;
import dev.midstream.PairedComparison;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.reference.PointName;
import dev.midstream.metrics.PairedSums;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A point and its reference on the same images of one cell.
 *
 * @param reference what the point is compared with
 * @param sums their wins and losses
 * @param images all images of the cell that the point answered; those that the reference did not
 *     answer count as ties
 */
public record Comparison(PointName reference, PairedSums sums, long images) {
    /** The comparison over the images of both cells, against the reference of this one. */
    public Comparison plus(Comparison other) {
        return new Comparison(reference, sums.plus(other.sums), images + other.images);
    }

    /**
     * The comparison of a record; empty where no reference was named.
     *
     * @throws IllegalArgumentException if its numbers are not possible
     */
    public static Optional<Comparison> of(RobustnessMetric metric) {
        @Nullable PairedComparison comparison = metric.getComparison();
        if (comparison == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Comparison(
                        reference(metric.getKey(), comparison),
                        RobustnessMetrics.pairedSums(comparison),
                        metric.getSums().getCount()));
    }

    private static PointName reference(MetricKey key, PairedComparison comparison) {
        String model = comparison.getReferenceModelId();
        return new PointName(
                model.isEmpty() ? key.getModelId() : model, comparison.getReferencePointId());
    }
}
