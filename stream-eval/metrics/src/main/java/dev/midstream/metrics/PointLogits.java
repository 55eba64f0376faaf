package dev.midstream.metrics;

/** Logits of several points of a subspace, and what is made of them. */
public final class PointLogits {
    private PointLogits() {}

    /**
     * The logits of the ensemble of all points: the mean of theirs.
     *
     * @param logits {@code [points, batch, classes]}, flattened
     * @return {@code [batch, classes]}, flattened
     * @throws IllegalArgumentException if the length does not fit the shape
     */
    public static float[] mean(float[] logits, int points, int batch, int classes) {
        int length = batch * classes;
        if (points < 1 || logits.length != points * length) {
            throw new IllegalArgumentException(
                    "Cannot average logits: %d numbers are not [%d points, %d images, %d classes]."
                            .formatted(logits.length, points, batch, classes));
        }
        float[] mean = new float[length];
        for (int i = 0; i < length; i++) {
            double sum = 0;
            for (int point = 0; point < points; point++) {
                sum += logits[point * length + i];
            }
            mean[i] = (float) (sum / points);
        }
        return mean;
    }
}
