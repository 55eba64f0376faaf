package dev.midstream.trainer.subspace;

import dev.midstream.evaluation.subspace.Subspace;
import java.util.random.RandomGenerator;

/**
 * The random choices of one training step: its points, the endpoints that the regulariser drives
 * apart, and the seed of dropout.
 *
 * @param mixing mixing weights of every module at every point, {@code [points, modules, endpoints]}
 * @param pair two rows that pick one endpoint each, {@code [2, endpoints]}; zeros if there is one
 * @param dropoutSeed the seed of dropout's masks
 */
@SuppressWarnings("ArrayRecordComponent") // Handed straight to TensorFlow, never compared.
public record Draw(float[][][] mixing, float[][] pair, long dropoutSeed) {
    /** Draws points, and a pair of distinct endpoints, each pair with the same probability. */
    public static Draw sample(
            Subspace subspace, Sampling sampling, int modules, RandomGenerator random) {
        float[][] pair = new float[2][subspace.endpoints()];
        if (subspace.endpoints() > 1) {
            int first = random.nextInt(subspace.endpoints());
            int other = random.nextInt(subspace.endpoints() - 1);
            pair[0][first] = 1;
            pair[1][other < first ? other : other + 1] = 1;
        }
        float[][][] mixing = new float[sampling.perBatch()][][];
        for (int i = 0; i < mixing.length; i++) {
            mixing[i] = point(subspace, sampling.span(), modules, random);
        }
        return new Draw(mixing, pair, random.nextLong());
    }

    private static float[][] point(
            Subspace subspace, Sampling.Span span, int modules, RandomGenerator random) {
        if (span == Sampling.Span.NETWORK) {
            return repeat(subspace.sample(random), modules);
        }
        float[][] rows = new float[modules][];
        for (int i = 0; i < modules; i++) {
            rows[i] = floats(subspace.sample(random));
        }
        return rows;
    }

    /** The point with the given mixing weights, {@code [endpoints]}, in all modules. */
    public static Draw fixed(double[] mixing, int modules) {
        float[][][] point = {repeat(mixing, modules)};
        return new Draw(point, new float[2][mixing.length], 0);
    }

    private static float[][] repeat(double[] mixing, int modules) {
        float[][] rows = new float[modules][];
        for (int i = 0; i < modules; i++) {
            rows[i] = floats(mixing);
        }
        return rows;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
