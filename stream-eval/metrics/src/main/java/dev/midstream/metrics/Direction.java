package dev.midstream.metrics;

/** Which values of a {@link Figure} are better. */
public enum Direction {
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER,
    /** The figure describes and does not rank. */
    NEITHER
}
