package dev.midstream.trainer.training;

/**
 * The learning rate of every epoch: {@code warmupEpochs} of linear warm-up {@code base (e + 1) /
 * warmupEpochs}, and after it half a cosine, {@code base (1 + cos(pi (e - warmup) / (epochs -
 * warmup))) / 2}, that would reach 0 one epoch after the last.
 *
 * @param base the largest rate
 * @param epochs in all, warm-up included
 * @param warmupEpochs from 0, below {@code epochs}
 */
public record LearningRateSchedule(double base, int epochs, int warmupEpochs) {
    private static final int LONGEST_DEFAULT_WARMUP = 5;

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
    }

    /** The reference recipe's 5 warm-up epochs, or a fifth of a run of fewer than 25. */
    public static int defaultWarmupEpochs(int epochs) {
        return Math.min(LONGEST_DEFAULT_WARMUP, (int) Math.round(epochs / 5.0));
    }

    /** The rate of an epoch, the first being 0. */
    public double at(int epoch) {
        if (epoch < warmupEpochs) {
            return base * (epoch + 1) / warmupEpochs;
        }
        double progress = (double) (epoch - warmupEpochs) / (epochs - warmupEpochs);
        return base * (1 + Math.cos(Math.PI * progress)) / 2;
    }
}
