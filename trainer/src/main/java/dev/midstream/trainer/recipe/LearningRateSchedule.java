package dev.midstream.trainer.recipe;

/**
 * The learning rate of every step: linear warm-up to {@code base}, and after it a decay, in the
 * reference recipe half a cosine: {@code base (1 + cos(pi (e - warmup) / (epochs - warmup))) / 2}.
 *
 * @param base the largest rate
 * @param epochs in all, warm-up included
 * @param warmupEpochs from 0, below {@code epochs}
 * @param resolution how often the rate changes
 * @param decay how it falls
 */
public record LearningRateSchedule(
        double base, int epochs, int warmupEpochs, Resolution resolution, Decay decay) {
    /** That of the reference recipe. */
    public static final LearningRateSchedule REFERENCE =
            new LearningRateSchedule(0.1, 160, 5, Resolution.EPOCH, new Decay.Cosine());

    private static final int MAX_DEFAULT_WARMUP = 5;

    /** How often the rate changes. */
    public enum Resolution {
        /** Once an epoch, as in the reference recipe: warm-up is {@code base (e + 1) / warmup}. */
        EPOCH,
        /** Every step, which serves runs of a few epochs better: they end at a small rate. */
        STEP
    }

    public LearningRateSchedule {
        if (!(base > 0) || Double.isInfinite(base)) {
            throw new IllegalArgumentException(
                    "Invalid learning rate: " + base + ". Use a number above 0.");
        }
        if (epochs < 1) {
            throw new IllegalArgumentException(
                    "Invalid number of epochs: " + epochs + ". Use at least 1.");
        }
        if (warmupEpochs < 0 || warmupEpochs >= epochs) {
            throw new IllegalArgumentException(
                    "Invalid number of warm-up epochs: "
                            + warmupEpochs
                            + ". Use a number from 0, below the "
                            + epochs
                            + " epochs.");
        }
        decay.check(warmupEpochs, epochs);
    }

    /** The reference recipe's 5 warm-up epochs, or a fifth of a run of fewer than 25. */
    public static int defaultWarmupEpochs(int epochs) {
        return Math.min(MAX_DEFAULT_WARMUP, (int) Math.round(epochs / 5.0));
    }

    /**
     * The rate of a step.
     *
     * @param epoch from 0
     * @param step within the epoch, from 0
     * @param steps in an epoch
     */
    public double at(int epoch, int step, int steps) {
        boolean everyStep = resolution == Resolution.STEP;
        if (epoch < warmupEpochs) {
            double reached = everyStep ? epoch + (step + 1.0) / steps : epoch + 1;
            return base * reached / warmupEpochs;
        }
        double passed = everyStep ? epoch + (double) step / steps : epoch;
        return decay.rate(base, passed, warmupEpochs, epochs);
    }

    /** Whether the weights after a number of epochs are among those that are averaged. */
    public boolean averages(int passed) {
        return decay.averages(passed, epochs);
    }
}
