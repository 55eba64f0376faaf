package dev.midstream.trainer.subspace;

import java.util.random.RandomGenerator;

/**
 * What is drawn anew for every training step: the point, and the endpoints that the regulariser
 * drives apart.
 *
 * @param mixing mixing weights of every module, {@code [modules, endpoints]}
 * @param pair two rows that pick one endpoint each, {@code [2, endpoints]}; zeros if there is one
 */
@SuppressWarnings("ArrayRecordComponent") // Handed straight to TensorFlow, never compared.
public record Draw(float[][] mixing, float[][] pair) {
    /** Draws one point for all modules, and one of the pairs, all being equally likely. */
    public static Draw sample(Subspace subspace, int modules, RandomGenerator random) {
        float[][] mixing = repeat(subspace.sample(random), modules);
        float[][] pair = new float[2][subspace.endpoints()];
        if (subspace.endpoints() > 1) {
            int first = random.nextInt(subspace.endpoints());
            int other = random.nextInt(subspace.endpoints() - 1);
            pair[0][first] = 1;
            pair[1][other < first ? other : other + 1] = 1;
        }
        return new Draw(mixing, pair);
    }

    /** The point with the given mixing weights, {@code [endpoints]}, in all modules. */
    public static Draw fixed(double[] mixing, int modules) {
        return new Draw(repeat(mixing, modules), new float[2][mixing.length]);
    }

    private static float[][] repeat(double[] mixing, int modules) {
        float[] row = new float[mixing.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) mixing[i];
        }
        float[][] rows = new float[modules][];
        for (int i = 0; i < modules; i++) {
            rows[i] = row.clone();
        }
        return rows;
    }
}
