package dev.midstream.offline.early;

import dev.midstream.metrics.sequence.Interval;
import dev.midstream.offline.requirement.Relation;

/**
 * Whether a share of right answers on a whole population, or the difference of two, keeps a bound.
 * It is given the answers of a part of the population in random order, each item once.
 */
public sealed interface Question permits ShareQuestion, DifferenceQuestion {
    /** What is asked, for people. */
    String text();

    /** What its interval is of. */
    Measure measure();

    /** Adds the answers for one item. */
    void add(Hits hits);

    /** How many items were added. */
    long seen();

    /**
     * Where the figure of the whole population lies.
     *
     * @param size of the population
     * @param error probability in (0, 1) that the sequence of intervals ever misses it
     */
    Interval interval(long size, double error);

    /** How the figure must compare with {@link #bound}. */
    Relation comparison();

    /** The bound: a share, or 0 for a difference. */
    double bound();

    /** What an interval is of. */
    enum Measure {
        SHARE,
        DIFFERENCE
    }

    /** The answer as far as an interval gives it. */
    default Answer answer(Interval interval) {
        boolean low = comparison().holds(interval.low(), bound());
        boolean high = comparison().holds(interval.high(), bound());
        return low != high ? Answer.OPEN : low ? Answer.YES : Answer.NO;
    }
}
