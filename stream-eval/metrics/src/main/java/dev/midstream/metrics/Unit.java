package dev.midstream.metrics;

/** What the values of a {@link Figure} are measured in. */
public enum Unit {
    /** A part of one, in [0, 1]; shown in percent. */
    SHARE,
    /** A difference of two shares, in [-1, 1]; shown in percentage points, with its sign. */
    DIFFERENCE,
    /** Natural units of information, from 0 on. */
    NATS,
    /** A number without a unit, from 0 on. */
    SCORE
}
