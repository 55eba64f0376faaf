package dev.midstream.metrics;

/**
 * What one classifier answered for one image, judged by that image's label.
 *
 * @param predicted index of the class with the largest logit; the lowest index where several tie
 * @param confidence softmax probability of the predicted class, in (0, 1]
 * @param correct whether the predicted class is the label
 * @param top5Correct whether the label is among the five largest logits; ties go to the lower index
 * @param negativeLogLikelihood minus the natural logarithm of the label's probability, at most
 *     {@link #MAX_NEGATIVE_LOG_LIKELIHOOD}
 * @param brier squared error between the probabilities and the one-hot label, summed over classes,
 *     in [0, 2] (Brier 1950)
 */
public record Outcome(
        int predicted,
        float confidence,
        boolean correct,
        boolean top5Correct,
        double negativeLogLikelihood,
        double brier) {

    /** Minus the logarithm of the smallest positive {@code double}: a probability is never 0. */
    public static final double MAX_NEGATIVE_LOG_LIKELIHOOD = 745.0;

    private static final int TOP = 5;

    /**
     * Judges one image's logits.
     *
     * <p>The softmax is computed in double precision with {@link StrictMath}, so that equal logits
     * give equal outcomes on every machine.
     *
     * @param logits array that holds the image's logits, {@code classes} of them from {@code
     *     offset}
     * @param label class index of the label, in [0, classes)
     * @throws IllegalArgumentException if the label is out of range or a logit is not finite
     */
    public static Outcome of(float[] logits, int offset, int classes, int label) {
        if (label < 0 || label >= classes) {
            throw new IllegalArgumentException(
                    "Cannot judge label " + label + ": the model has " + classes + " classes.");
        }
        int predicted = 0;
        for (int i = 0; i < classes; i++) {
            if (!Float.isFinite(logits[offset + i])) {
                throw new IllegalArgumentException(
                        "Cannot judge logits: the logit of class " + i + " is not finite.");
            }
            if (logits[offset + i] > logits[offset + predicted]) {
                predicted = i;
            }
        }
        double largest = logits[offset + predicted];
        double total = 0;
        double totalSquared = 0;
        int ahead = 0;
        float labelLogit = logits[offset + label];
        for (int i = 0; i < classes; i++) {
            float logit = logits[offset + i];
            double exponential = StrictMath.exp(logit - largest);
            total += exponential;
            totalSquared += exponential * exponential;
            if (logit > labelLogit || (logit == labelLogit && i < label)) {
                ahead++;
            }
        }
        double labelProbability = StrictMath.exp(labelLogit - largest) / total;
        double loss = StrictMath.log(total) - (labelLogit - largest);
        // Sum of (p - y)^2 over the classes, with y one-hot, is sum p^2 - 2 p_label + 1.
        double brier = totalSquared / (total * total) - 2 * labelProbability + 1;
        return new Outcome(
                predicted,
                (float) (1 / total),
                predicted == label,
                ahead < TOP,
                Math.min(Math.max(loss, 0), MAX_NEGATIVE_LOG_LIKELIHOOD),
                Math.min(Math.max(brier, 0), 2));
    }
}
