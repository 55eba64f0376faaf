package dev.midstream.local.disaster;

import java.util.List;

/**
 * How a schedule ended.
 *
 * @param events those that struck, in order
 * @param lost images that a figure lacks, over all figures
 * @param twice images that a figure has too many
 * @param lettersLost poison records without a dead letter
 * @param lettersTwice dead letters beside the first of their record
 * @param problem why it has failed; empty if it has not
 */
record Outcome(
        long seed,
        List<Survived> events,
        long lost,
        long twice,
        long lettersLost,
        long lettersTwice,
        String problem) {

    /**
     * An event that the cluster has survived.
     *
     * @param began seconds since the first image
     * @param recovered seconds from its end until all worked again
     */
    record Survived(Strike strike, double began, double recovered) {}

    boolean isPassed() {
        return problem.isEmpty();
    }
}
