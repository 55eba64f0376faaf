package dev.midstream.metrics;

import java.util.OptionalDouble;

/**
 * Calibration of the probabilities of all classes, not only of the predicted one: for every class,
 * the images by the probability that they were given of it, in equal-width bins.
 *
 * <p>Adds up exactly, in any order, like {@link ClassificationSums}. Not thread-safe.
 */
public final class ClasswiseCalibration {
    private final int classes;
    private final int bins;
    // Class by class, bin by bin: probabilities minus labels, in units of FixedPoint.
    private final long[] gaps;
    private final double[] probabilities;
    private long count;

    /** Calibration of no image, with {@code bins} bins a class. */
    public ClasswiseCalibration(int classes, int bins) {
        if (classes < 1 || bins < 1) {
            throw new IllegalArgumentException(
                    "Cannot measure calibration of %d classes in %d bins."
                            .formatted(classes, bins));
        }
        this.classes = classes;
        this.bins = bins;
        this.gaps = new long[Math.multiplyExact(classes, bins)];
        this.probabilities = new double[classes];
    }

    /**
     * Counts one image.
     *
     * @param logits holds the image's logits, one a class from {@code offset}
     * @param label class index
     */
    public void add(float[] logits, int offset, int label) {
        Softmax.write(logits, offset, probabilities);
        for (int i = 0; i < classes; i++) {
            int bin = Math.min((int) (bins * probabilities[i]), bins - 1);
            long units = FixedPoint.units(probabilities[i]);
            gaps[i * bins + bin] += label == i ? units - FixedPoint.units(1) : units;
        }
        count++;
    }

    /** Counts all images of another calibration of as many classes and bins. */
    public void addAll(ClasswiseCalibration other) {
        if (other.classes != classes || other.bins != bins) {
            throw new IllegalArgumentException(
                    "Cannot add calibrations of different classes or bins.");
        }
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] += other.gaps[i];
        }
        count += other.count;
    }

    /**
     * Class-wise expected calibration error in [0, 1]: the absolute difference between
     * probabilities and labels, summed over bins, divided by the number of images, and averaged
     * over all classes, those without an image included. Empty while no image was counted.
     *
     * <p>Source: Kull et al. 2019, "Beyond temperature scaling", equation 3; the static calibration
     * error of Nixon et al. 2019, "Measuring Calibration in Deep Learning".
     */
    public OptionalDouble ece() {
        if (count == 0) {
            return OptionalDouble.empty();
        }
        long total = 0;
        for (long gap : gaps) {
            total += Math.abs(gap);
        }
        return OptionalDouble.of(FixedPoint.value(total) / count / classes);
    }
}
