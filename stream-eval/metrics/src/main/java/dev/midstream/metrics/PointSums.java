package dev.midstream.metrics;

/**
 * All sums that are kept of a point: what it answered, how it did against its reference, and how
 * many of its images carry a wrong label. They can be added in any order and grouping.
 *
 * @param classification of the images judged
 * @param paired against the reference; {@link PairedSums#EMPTY} without one
 * @param relabelled images whose observed label is known not to be the true one
 */
public record PointSums(ClassificationSums classification, PairedSums paired, long relabelled) {
    /** The sums of no image. */
    public static final PointSums EMPTY =
            new PointSums(ClassificationSums.EMPTY, PairedSums.EMPTY, 0);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if more images are compared or relabelled than were judged
     */
    public PointSums {
        long count = classification.count();
        if (paired.disagreements() > count || relabelled < 0 || relabelled > count) {
            throw new IllegalArgumentException(
                    "Cannot read sums: of %d images %d disagree with the reference and %d are relabelled."
                            .formatted(count, paired.disagreements(), relabelled));
        }
    }

    /** The sums of both sets of images. */
    public PointSums plus(PointSums other) {
        return new PointSums(
                classification.plus(other.classification),
                paired.plus(other.paired),
                relabelled + other.relabelled);
    }
}
