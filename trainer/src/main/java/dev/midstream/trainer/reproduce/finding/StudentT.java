package dev.midstream.trainer.reproduce.finding;

/** Student's t distribution (Student 1908), as far as a two-sided test at 5 % needs it. */
final class StudentT {
    // The quantiles of 97.5 % for 1, 2, ... degrees of freedom.
    private static final double[] QUANTILES = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228
    };

    private StudentT() {}

    /**
     * Returns whether the mean of a sample of normal numbers differs from 0 at the level of 5 %. Of
     * more than eleven numbers the quantile of eleven is taken, which asks for slightly more.
     */
    static boolean rejectsZero(Spread sample) {
        int degrees = sample.count() - 1;
        if (degrees < 1) {
            return false;
        }
        double quantile = QUANTILES[Math.min(degrees, QUANTILES.length) - 1];
        double error = sample.deviation() / Math.sqrt(sample.count());
        return Math.abs(sample.mean()) > quantile * error;
    }
}
