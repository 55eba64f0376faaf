package dev.midstream.evaluation.summary;

import dev.midstream.PooledFigures;
import dev.midstream.evaluation.record.EstimatesRecord;
import dev.midstream.evaluation.verdict.Comparison;
import dev.midstream.evaluation.verdict.Lead;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.ClassificationSums;
import java.util.List;
import java.util.Optional;

/**
 * The images of all cells as one sample. Where each image was shown under one condition, drawn at
 * random, the figures that are means over images estimate those over the cells.
 */
final class PooledCells {
    private PooledCells() {}

    /** The figures of some cells; empty without cells, or if the sums of one are not known. */
    static Optional<PooledFigures> of(List<SummaryCell> cells) {
        List<ClassificationFigures> known =
                cells.stream().map(SummaryCell::sums).flatMap(Optional::stream).toList();
        if (cells.isEmpty() || known.size() < cells.size()) {
            return Optional.empty();
        }
        ClassificationSums sums =
                known.stream()
                        .map(ClassificationFigures::sums)
                        .reduce(ClassificationSums.EMPTY, ClassificationSums::plus);
        ClassificationFigures pooled = ClassificationFigures.of(sums, known.get(0).eceBins());
        return Optional.of(
                PooledFigures.newBuilder()
                        .setImages(sums.count())
                        .setEstimates(EstimatesRecord.ofPooled(pooled))
                        .setLead(Lead.record(comparison(cells).stream().toList()))
                        .build());
    }

    /** With the reference that all cells have; empty if they have none, or several. */
    private static Optional<Comparison> comparison(List<SummaryCell> cells) {
        List<Comparison> comparisons =
                cells.stream().map(SummaryCell::comparison).flatMap(Optional::stream).toList();
        boolean same =
                comparisons.size() == cells.size()
                        && comparisons.stream().map(Comparison::reference).distinct().count() == 1;
        return same ? comparisons.stream().reduce(Comparison::plus) : Optional.empty();
    }
}
