package dev.midstream.images.label;

import dev.midstream.images.SeededRandom;
import java.util.Locale;

/**
 * Label noise: the first {@code floor(n * rate)} items of a seeded permutation get a random label.
 * With the same seed, the noise of a higher rate contains that of a lower one. Immutable.
 *
 * @param kind how a noisy label is drawn
 * @param rate share of the items, in [0, 1]
 * @param seed of the permutation and of the new labels
 */
public record LabelNoise(Kind kind, double rate, long seed) {

    /** How a noisy label is drawn. */
    public enum Kind {
        /** From all classes, so one draw in {@code classes} is the true label again. */
        UNIFORM,
        /** From the other classes, so every noisy label is wrong. */
        SYMMETRIC;

        /** Returns the kind of a name, {@code uniform} or {@code symmetric}. */
        public static Kind named(String name) {
            for (Kind kind : values()) {
                if (kind.toString().equals(name)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(
                    "Unknown kind of label noise: " + name + ". Use uniform or symmetric.");
        }

        /** The name on command lines: {@code uniform}, {@code symmetric}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public LabelNoise {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException(
                    "Invalid label noise rate: " + rate + ". Use a share from 0 to 1.");
        }
    }

    /**
     * Draws the observed labels of a split. Apply it to the whole split before any limit, so that
     * the labels do not depend on the limit.
     *
     * @param labels clean labels in [0, classes), left unchanged
     * @param classes at least 2
     */
    public NoisyLabels apply(int[] labels, int classes) {
        if (classes < 2) {
            throw new IllegalArgumentException(
                    "Cannot apply label noise: " + classes + " classes are not at least 2");
        }
        int[] observed = labels.clone();
        int[] order = new SeededRandom(seed, "label-noise", "order").permutation(labels.length);
        // A separate stream, so that the k-th noisy item gets the same label at every rate.
        SeededRandom draws = new SeededRandom(seed, "label-noise", "labels");
        int noisy = (int) Math.floor(labels.length * rate);
        for (int k = 0; k < noisy; k++) {
            observed[order[k]] = drawn(labels[order[k]], classes, draws);
        }
        return new NoisyLabels(labels, observed, noisy);
    }

    private int drawn(int label, int classes, SeededRandom draws) {
        return switch (kind) {
            case UNIFORM -> draws.nextInt(classes);
            case SYMMETRIC -> (label + 1 + draws.nextInt(classes - 1)) % classes;
        };
    }
}
