package dev.midstream.images.label;

/** The labels of a split as observed after label noise, and the clean ones. Immutable. */
public final class NoisyLabels {

    private final int[] clean;
    private final int[] observed;
    private final int noisy;

    NoisyLabels(int[] clean, int[] observed, int noisy) {
        this.clean = clean.clone();
        this.observed = observed;
        this.noisy = noisy;
    }

    /** Number of items. */
    public int count() {
        return observed.length;
    }

    /** Number of items whose label was redrawn; uniform noise may have drawn the true one. */
    public int noisyCount() {
        return noisy;
    }

    /** The label as observed. */
    public int observed(int index) {
        return observed[index];
    }

    /** The clean label. */
    public int trueLabel(int index) {
        return clean[index];
    }

    /** Number of items whose observed label is wrong. */
    public int flippedCount() {
        int flipped = 0;
        for (int i = 0; i < observed.length; i++) {
            flipped += observed[i] == clean[i] ? 0 : 1;
        }
        return flipped;
    }

    /** Share of items whose observed label is wrong; 0 if there are none. */
    public double realisedFlipRate() {
        return observed.length == 0 ? 0 : (double) flippedCount() / observed.length;
    }
}
