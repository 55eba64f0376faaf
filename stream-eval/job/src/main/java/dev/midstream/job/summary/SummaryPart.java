package dev.midstream.job.summary;

import dev.midstream.MetricKey;
import dev.midstream.evaluation.summary.SummaryCell;
import dev.midstream.evaluation.verdict.Comparison;
import dev.midstream.images.corruption.Condition;
import dev.midstream.job.metric.MetricDelta;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.Figure;
import java.util.Optional;

/** What is kept of one metric key for its summary. */
sealed interface SummaryPart {
    /** The metric's key. */
    MetricKey key();

    /** The part as a cell of the summary. */
    SummaryCell cell(int eceBins);

    private static Condition condition(MetricKey key) {
        return new Condition(key.getCorruption(), key.getSeverity());
    }

    /** All sums of the key, of at least one image. */
    record Totals(MetricDelta total) implements SummaryPart {
        @Override
        public MetricKey key() {
            return total.key();
        }

        @Override
        public SummaryCell cell(int eceBins) {
            return SummaryCell.of(
                    condition(key()),
                    ClassificationFigures.of(total.sums().classification(), eceBins),
                    total.sums().relabelled(),
                    total.profile()
                            .reference()
                            .map(
                                    reference ->
                                            new Comparison(
                                                    reference,
                                                    total.sums().paired(),
                                                    total.sums().classification().count())));
        }
    }

    /**
     * The two figures that savepoints of version 1 hold. The next image of the cell replaces them
     * by all sums; until then the summary has no other figure and no interval that needs this cell.
     */
    record Remembered(MetricKey key, long images, double accuracy, double ece)
            implements SummaryPart {
        @Override
        public SummaryCell cell(int eceBins) {
            return new SummaryCell(
                    condition(key),
                    images,
                    0,
                    (figure, error) -> estimate(figure),
                    Optional.empty(),
                    Optional.empty());
        }

        private Optional<Estimate> estimate(Figure figure) {
            return switch (figure) {
                case ACCURACY -> Optional.of(Estimate.of(accuracy));
                case ECE -> Optional.of(Estimate.of(ece));
                default -> Optional.empty();
            };
        }
    }
}
