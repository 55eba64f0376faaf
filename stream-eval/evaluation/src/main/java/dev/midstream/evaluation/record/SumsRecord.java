package dev.midstream.evaluation.record;

import dev.midstream.MetricSums;
import dev.midstream.ReliabilityBin;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.ReliabilityBins;
import java.util.ArrayList;
import java.util.List;

/** {@link ClassificationSums} as the part of an Avro record, and back: exact both ways. */
public final class SumsRecord {
    private SumsRecord() {}

    /**
     * The sums of a record.
     *
     * @throws IllegalArgumentException if they are not possible
     */
    public static ClassificationSums read(MetricSums record) {
        List<ReliabilityBin> bins = record.getBins();
        long[] counts = new long[bins.size()];
        long[] correct = new long[bins.size()];
        double[] confidence = new double[bins.size()];
        for (int i = 0; i < counts.length; i++) {
            ReliabilityBin bin = bins.get(i);
            counts[i] = bin.getCount();
            correct[i] = bin.getCorrect();
            confidence[i] = bin.getConfidence();
        }
        return ClassificationSums.of(
                record.getTop5Correct(),
                record.getNegativeLogLikelihood(),
                record.getBrier(),
                ReliabilityBins.of(counts, correct, confidence));
    }

    /** The record of {@code sums}. */
    public static MetricSums of(ClassificationSums sums) {
        List<ReliabilityBin> bins = new ArrayList<>(ReliabilityBins.FINE_BINS);
        for (int i = 0; i < ReliabilityBins.FINE_BINS; i++) {
            bins.add(
                    new ReliabilityBin(
                            sums.bins().count(i),
                            sums.bins().correct(i),
                            sums.bins().confidence(i)));
        }
        return MetricSums.newBuilder()
                .setCount(sums.count())
                .setCorrect(sums.correct())
                .setTop5Correct(sums.top5Correct())
                .setConfidence(sums.confidence())
                .setNegativeLogLikelihood(sums.negativeLogLikelihood())
                .setBrier(sums.brier())
                .setBins(bins)
                .build();
    }
}
