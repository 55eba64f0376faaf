package dev.midstream.metrics.sequence;

/**
 * The accuracy on a whole test set of known size, from the part of it that was seen so far, in
 * random order and each image once.
 *
 * <p>The interval has every number of right answers whose {@link PriorPosteriorRatio} is below
 * {@code 1/error}. It needs no variance, and shrinks to a point when all images are seen.
 *
 * <p>Images that could not be answered count as unseen: each may be right or wrong. The lower end
 * takes them as wrong, the upper end as right, so that the interval holds whatever they are, even
 * where the hardest images are those that fail. They keep it from shrinking to a point.
 *
 * <p>It holds at all moments together, but only in a shuffled stream: in one sorted by class the
 * images so far are no random part of the whole.
 */
public final class FinitePopulation {
    private FinitePopulation() {}

    /**
     * The interval of the whole set's accuracy.
     *
     * @param correct images answered correctly so far
     * @param answered images answered so far
     * @param unanswered images that came but could not be answered
     * @param size images of the whole set
     * @param error probability in (0, 1) that the sequence of intervals ever misses the truth
     * @throws IllegalArgumentException if the numbers are not possible
     */
    public static Interval accuracy(
            long correct, long answered, long unanswered, long size, double error) {
        if (correct < 0
                || correct > answered
                || unanswered < 0
                || size < 1
                || answered + unanswered > size
                || !(error > 0 && error < 1)) {
            throw new IllegalArgumentException(
                    "Cannot compute an interval: %d correct of %d, %d unanswered, of %d images in all at error %s."
                            .formatted(correct, answered, unanswered, size, error));
        }
        PriorPosteriorRatio ratio = new PriorPosteriorRatio(size, answered + unanswered);
        double logBound = -StrictMath.log(error);
        double low = (double) ratio.least(correct, logBound) / size;
        double high = (double) ratio.largest(correct + unanswered, logBound) / size;
        return new Interval(low, high);
    }
}
