package dev.midstream.evaluation.verdict;

import dev.midstream.metrics.PairedSums;
import dev.midstream.metrics.sequence.Interval;

/**
 * Whether one point classifies the images so far better than another, as far as that is sure. It is
 * the verdict of now: what the images so far had to expect moves with them.
 */
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
     * <p>It is sure when the p-value is at most 0.05 divided by the number of cells: the
     * probability that any cell is ever judged wrongly stays below 0.05, whatever images the cells
     * share, in whatever order they come and however often they are looked at (Bonferroni).
     *
     * @param sums of the images that both have answered
     * @param cells how many cells are looked at together, at least 1
     */
    public static Verdict of(PairedSums sums, int cells) {
        if (sums.pValue() > Interval.DEFAULT_ERROR / cells) {
            return OPEN;
        }
        return towards(sums);
    }

    /** The side that has more wins, however sure that is; open where both have as many. */
    public static Verdict towards(PairedSums sums) {
        int side = Long.compare(sums.wins(), sums.losses());
        return side == 0 ? OPEN : side > 0 ? AHEAD : BEHIND;
    }
}
