package dev.midstream.trainer.adopt;

/**
 * The raw answers of a model to noise images.
 *
 * @param values {@code [images, classes]}
 */
record NoiseAnswers(float[] values, int classes) {
    private static final double TOLERANCE = 1e-3;

    /**
     * Probabilities if no answer is negative and those of every image sum to 1, logits otherwise.
     */
    AdoptedOutput guess() {
        for (int first = 0; first < values.length; first += classes) {
            double total = 0;
            for (int i = first; i < first + classes; i++) {
                if (!(values[i] >= 0)) {
                    return AdoptedOutput.LOGITS;
                }
                total += values[i];
            }
            if (!(Math.abs(total - 1) < TOLERANCE)) {
                return AdoptedOutput.LOGITS;
            }
        }
        return AdoptedOutput.PROBABILITIES;
    }
}
