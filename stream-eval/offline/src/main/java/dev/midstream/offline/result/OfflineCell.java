package dev.midstream.offline.result;

import dev.midstream.metrics.ClasswiseCalibration;
import dev.midstream.metrics.RankedOutcomes;
import java.util.ArrayList;
import java.util.List;

/**
 * Figures of one column under one condition that need every single outcome, by observed labels.
 *
 * @param adaptiveEce calibration error over bins of equally many images
 * @param classwiseEce calibration error of all classes
 * @param selective accuracy at each of the coverages asked for, in their order
 */
public record OfflineCell(double adaptiveEce, double classwiseEce, List<Double> selective) {
    public OfflineCell {
        selective = List.copyOf(selective);
    }

    /** The figures of some outcomes, of at least one image. */
    public static OfflineCell of(
            RankedOutcomes ranked,
            ClasswiseCalibration classwise,
            int eceBins,
            List<Double> coverages) {
        List<Double> selective = new ArrayList<>();
        for (double coverage : coverages) {
            selective.add(ranked.selectiveAccuracy(coverage).orElseThrow());
        }
        return new OfflineCell(
                ranked.adaptiveEce(eceBins).orElseThrow(),
                classwise.ece().orElseThrow(),
                selective);
    }
}
