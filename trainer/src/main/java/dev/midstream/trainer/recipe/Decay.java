package dev.midstream.trainer.recipe;

import java.util.OptionalInt;

/**
 * How the learning rate falls after warm-up, and after which epochs the weights are averaged, if
 * ever. Time is counted in epochs from the start of the run, warm-up included.
 */
public sealed interface Decay permits Decay.Cosine, Decay.HighConstant, Decay.Cyclic {
    /**
     * The rate.
     *
     * @param base the largest rate
     * @param passed epochs passed, from {@code warmup}
     */
    double rate(double base, double passed, int warmup, int epochs);

    /** Whether the weights after a number of epochs are among those that are averaged. */
    boolean averages(int passed, int epochs);

    /** Whether the result is a mean of weights at all. */
    default boolean averages() {
        return true;
    }

    /**
     * Makes sure that a run of this length can be scheduled.
     *
     * @throws IllegalArgumentException if not, with a message that says what to do
     */
    default void check(int warmup, int epochs) {}

    /** Half a cosine down to 0. */
    record Cosine() implements Decay {
        @Override
        public double rate(double base, double passed, int warmup, int epochs) {
            return half(base, (passed - warmup) / (epochs - warmup));
        }

        @Override
        public boolean averages(int passed, int epochs) {
            return false;
        }

        @Override
        public boolean averages() {
            return false;
        }

        private static double half(double from, double progress) {
            return from * (1 + Math.cos(Math.PI * progress)) / 2;
        }
    }

    /**
     * The base until half of the run, from there in a straight line to a constant that is reached
     * at nine tenths; weights are averaged at a number of epochs from {@code start} to the end, or
     * after every epoch from {@code start} on.
     *
     * <p>Source: Izmailov et al. 2018, "Averaging Weights Leads to Wider Optima and Better
     * Generalization", with the rates of their code, which Wortsman et al. 2021 call "high constant
     * learning rate".
     *
     * @param constant the rate in the end
     * @param start share of the run after which averaging starts
     * @param models how many sets of weights are averaged, at equal distances, the first at {@code
     *     start}; empty: all from there on
     */
    record HighConstant(double constant, double start, OptionalInt models) implements Decay {
        /** The reference recipe's. */
        public static final HighConstant REFERENCE =
                new HighConstant(0.05, 0.75, OptionalInt.of(Snapshots.REFERENCE_COUNT));

        public HighConstant {
            checkAveraging(constant, start);
            models.ifPresent(Snapshots::check);
        }

        @Override
        public void check(int warmup, int epochs) {
            models.ifPresent(count -> new Snapshots(start, count).check(warmup, epochs));
        }

        @Override
        public double rate(double base, double passed, int warmup, int epochs) {
            double progress = Math.min(1, Math.max(0, (passed / epochs - 0.5) / 0.4));
            return base + (constant - base) * progress;
        }

        @Override
        public boolean averages(int passed, int epochs) {
            return models.isPresent()
                    ? new Snapshots(start, models.getAsInt()).include(passed, epochs)
                    : passed >= Snapshots.first(start, epochs);
        }
    }

    /**
     * Half a cosine down to 0 until {@code start}, and after it restarts of the same form from
     * {@code restart}; weights are averaged where the rate has come to 0.
     *
     * <p>Source: as of {@link HighConstant}; "cyclic learning rate".
     *
     * @param restart the rate at the beginning of a cycle
     * @param start share of the run after which cycles, and averaging, start
     * @param models how many sets of weights are averaged, the first at {@code start}
     */
    record Cyclic(double restart, double start, int models) implements Decay {
        /** The reference recipe's. */
        public static final Cyclic REFERENCE = new Cyclic(0.05, 0.75, Snapshots.REFERENCE_COUNT);

        public Cyclic {
            checkAveraging(restart, start);
            Snapshots.check(models);
        }

        @Override
        public void check(int warmup, int epochs) {
            snapshots().check(warmup, epochs);
        }

        private Snapshots snapshots() {
            return new Snapshots(start, models);
        }

        @Override
        public double rate(double base, double passed, int warmup, int epochs) {
            int begin = warmup;
            int end = snapshots().epoch(0, epochs);
            double from = base;
            for (int model = 1; model < models && passed >= end; model++) {
                begin = end;
                end = snapshots().epoch(model, epochs);
                from = restart;
            }
            return Cosine.half(from, (passed - begin) / (end - begin));
        }

        @Override
        public boolean averages(int passed, int epochs) {
            return snapshots().include(passed, epochs);
        }
    }

    private static void checkAveraging(double rate, double start) {
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "Invalid learning rate of SWA: " + rate + ". Use a number above 0.");
        }
        if (!(start > 0 && start < 1)) {
            throw new IllegalArgumentException(
                    "Invalid start of SWA: " + start + ". Use a share between 0 and 1.");
        }
    }
}
