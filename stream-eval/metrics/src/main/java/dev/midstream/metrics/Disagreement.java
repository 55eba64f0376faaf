package dev.midstream.metrics;

import java.util.OptionalDouble;

/**
 * How far apart two classifiers' answers to the same images are. Adds up exactly, in any order. Not
 * thread-safe.
 */
public final class Disagreement {
    private long count;
    private long different;
    private long distanceUnits;

    /**
     * Counts one image.
     *
     * @param one the first classifier's probabilities, {@code [classes]}
     * @param other the second's
     */
    public void add(double[] one, double[] other) {
        double distance = 0;
        int predictedByOne = 0;
        int predictedByOther = 0;
        for (int i = 0; i < one.length; i++) {
            distance += Math.abs(one[i] - other[i]);
            predictedByOne = one[i] > one[predictedByOne] ? i : predictedByOne;
            predictedByOther = other[i] > other[predictedByOther] ? i : predictedByOther;
        }
        count++;
        different += predictedByOne == predictedByOther ? 0 : 1;
        distanceUnits += FixedPoint.units(distance / 2);
    }

    /** Counts all images of {@code other}. */
    public void addAll(Disagreement other) {
        count += other.count;
        different += other.different;
        distanceUnits += other.distanceUnits;
    }

    /** Images counted. */
    public long count() {
        return count;
    }

    /** Share of images for which the two predict different classes; empty without images. */
    public OptionalDouble rate() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) different / count);
    }

    /**
     * Mean total-variation distance between the two's probabilities, {@code sum |p - q| / 2}, in
     * [0, 1]; empty without images.
     */
    public OptionalDouble totalVariation() {
        return count == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(FixedPoint.value(distanceUnits) / count);
    }
}
