package dev.midstream.evaluation.verdict;

import dev.midstream.metrics.Interval;
import dev.midstream.metrics.PairedSums;
import dev.midstream.metrics.PairedTest;

/** Whether one point classifies the same images better than another, as far as that is sure. */
public enum Verdict {
    /** It is surely better. */
    AHEAD,
    /** The other is surely better. */
    BEHIND,
    /** The images do not tell yet. */
    OPEN;

    /**
     * The verdict on one of several cells that are looked at together.
     *
     * <p>It is sure when the always-valid p-value is at most 0.05 divided by the number of cells:
     * the probability that any cell is ever judged wrongly stays below 0.05, whatever images the
     * cells share and however often they are looked at (Bonferroni).
     *
     * @param sums of the images that both have answered
     * @param cells how many cells are looked at together, at least 1
     */
    public static Verdict of(PairedSums sums, int cells) {
        if (PairedTest.pValue(sums) > Interval.DEFAULT_ERROR / cells) {
            return OPEN;
        }
        return sums.wins() > sums.losses() ? AHEAD : BEHIND;
    }
}
