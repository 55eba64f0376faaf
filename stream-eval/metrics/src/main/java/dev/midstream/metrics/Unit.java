package dev.midstream.metrics;

/** What the values of a {@link Figure} are measured in. */
public enum Unit {
    /** A part of one, in [0, 1], or a difference of two; shown in percent. */
    SHARE,
    /** Natural units of information, from 0 on. */
    NATS,
    /** A number without a unit, from 0 on. */
    SCORE
}
