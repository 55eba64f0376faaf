package dev.midstream.job.summary;

import dev.midstream.MetricKey;
import dev.midstream.evaluation.summary.SummaryCell;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.Figure;

/** The figures of one metric key that its summary needs. */
record SummaryPart(MetricKey key, long images, double accuracy, double ece) {
    /**
     * The part of a key.
     *
     * @param figures of at least one image
     */
    static SummaryPart of(MetricKey key, ClassificationFigures figures) {
        return new SummaryPart(
                key,
                figures.sums().count(),
                figures.value(Figure.ACCURACY).orElseThrow(),
                figures.value(Figure.ECE).orElseThrow());
    }

    SummaryCell cell() {
        return new SummaryCell(key.getCorruption(), key.getSeverity(), images, accuracy, ece);
    }
}
