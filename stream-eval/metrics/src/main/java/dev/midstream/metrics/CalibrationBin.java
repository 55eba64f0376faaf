package dev.midstream.metrics;

import dev.midstream.metrics.sequence.Interval;
import dev.midstream.metrics.sequence.RunningCalibration;

/**
 * The images of one bin of a reliability diagram.
 *
 * @param count images in the bin
 * @param correct how many of them were classified correctly
 * @param confidence sum of their top-1 confidences
 * @param squaredResiduals upper bound of the sum of {@code (hit - confidence)^2}
 */
public record CalibrationBin(long count, long correct, double confidence, double squaredResiduals) {
    /**
     * The interval of the bin's accuracy so far.
     *
     * @param bins how many bins there are, occupied or not
     * @param error probability in (0, 1) that the sequence of any of them ever misses the truth
     */
    public Interval interval(int bins, double error) {
        return RunningCalibration.bin(correct, squaredResiduals, count, bins, error);
    }
}
