package dev.midstream.trainer.training;

/** The mean of weights along the way: Izmailov et al. 2018, algorithm 1. */
final class WeightAverage {
    private WeightAverage() {}

    /**
     * The mean of one more set of weights.
     *
     * @param average of those before, {@code [rows, P]}, or without rows
     * @param count how many those were
     */
    static float[][] with(float[][] average, int count, float[][] weights) {
        float[][] mean = new float[weights.length][];
        for (int row = 0; row < weights.length; row++) {
            mean[row] = weights[row].clone();
            for (int i = 0; count > 0 && i < mean[row].length; i++) {
                double before = average[row][i];
                mean[row][i] = (float) (before + (weights[row][i] - before) / (count + 1));
            }
        }
        return mean;
    }
}
