package dev.midstream.metrics;

/** Class probabilities of logits. */
public final class Softmax {
    private Softmax() {}

    /**
     * Writes the probabilities of one image's logits, in double precision and with {@link
     * StrictMath}, so that they are the same on every machine.
     *
     * @param logits holds the image's logits, {@code probabilities.length} of them from {@code
     *     offset}
     * @param probabilities {@code [classes]}, overwritten
     */
    public static void write(float[] logits, int offset, double[] probabilities) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < probabilities.length; i++) {
            largest = Math.max(largest, logits[offset + i]);
        }
        double total = 0;
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = StrictMath.exp((double) logits[offset + i] - largest);
            total += probabilities[i];
        }
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] /= total;
        }
    }
}
