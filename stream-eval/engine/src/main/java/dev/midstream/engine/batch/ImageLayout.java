package dev.midstream.engine.batch;

/** The order of the dimensions of a network's input. */
public enum ImageLayout {
    /** {@code [batch, height, width, channel]}. */
    NHWC,
    /** {@code [batch, channel, height, width]}. */
    NCHW
}
