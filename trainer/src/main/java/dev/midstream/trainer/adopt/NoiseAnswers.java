package dev.midstream.trainer.adopt;

/**
 * What a model answers to noise images, as it answers.
 *
 * @param values {@code [images, classes]}
 */
record NoiseAnswers(float[] values, int classes) {
    private static final double TOLERANCE = 1e-3;

    /** Probabilities where every image's answers are some: none negative, and together 1. */
    AdoptedOutput look() {
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
