package dev.midstream.job.summary;

import dev.midstream.MetricKey;
import dev.midstream.evaluation.record.SummaryCell;
import dev.midstream.metrics.ClassificationFigures;

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
                figures.accuracy().orElseThrow(),
                figures.ece().orElseThrow());
    }

    SummaryCell cell() {
        return new SummaryCell(key.getCorruption(), key.getSeverity(), images, accuracy, ece);
    }
}
