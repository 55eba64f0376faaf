package dev.midstream.trainer.recipe;

/**
 * When sets of weights are taken that are averaged: at equal distances, as far as epochs allow, the
 * first at a share of the run, the last at its end.
 *
 * @param start share of the run, above 0, below 1
 * @param count how many, at least 2
 */
record Snapshots(double start, int count) {
    /** How many the reference recipe averages. */
    static final int REFERENCE_COUNT = 5;

    /**
     * Makes sure that so many can be averaged.
     *
     * @throws IllegalArgumentException if not, with a message that says what to do
     */
    static void check(int count) {
        if (count < 2) {
            throw new IllegalArgumentException(
                    "Invalid number of models to average: " + count + ". Use at least 2.");
        }
    }

    /** How many epochs have passed at the first. */
    static int first(double start, int epochs) {
        return Math.max(1, (int) (start * epochs));
    }

    /**
     * Makes sure that a run of this length has room for them.
     *
     * @throws IllegalArgumentException if not, with a message that says what to do
     */
    void check(int warmup, int epochs) {
        int first = first(start, epochs);
        if (first <= warmup || epochs - first < count - 1) {
            throw new IllegalArgumentException(
                    "Invalid averaging: "
                            + count
                            + " sets of weights cannot be taken between epoch "
                            + first
                            + " and epoch "
                            + epochs
                            + " after a warm-up of "
                            + warmup
                            + ". Use more epochs or a smaller --swa-models; --swa constant takes"
                            + " every, too.");
        }
    }

    /** How many epochs have passed at one of them, from 0. */
    int epoch(int index, int epochs) {
        int first = first(start, epochs);
        return first + (int) ((long) (epochs - first) * index / (count - 1));
    }

    /** Whether one is taken after a number of epochs. */
    boolean include(int passed, int epochs) {
        for (int i = 0; i < count; i++) {
            if (epoch(i, epochs) == passed) {
                return true;
            }
        }
        return false;
    }
}
