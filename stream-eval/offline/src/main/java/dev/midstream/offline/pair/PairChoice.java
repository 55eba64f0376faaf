package dev.midstream.offline.pair;

/** Which pairs of points are measured against each other: their number grows with the square. */
public enum PairChoice {
    /** Every pair. */
    ALL,
    /** No pair. */
    NONE
}
