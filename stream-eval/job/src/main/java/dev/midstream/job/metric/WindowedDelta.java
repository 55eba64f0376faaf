package dev.midstream.job.metric;

/**
 * Sums to add to those of a metric key and to those of one of its windows.
 *
 * @param windowStart start of the window in milliseconds of event time, or {@code
 *     Windows.NO_WINDOW}
 * @param images how many images this delta stands for. An image is in the sums of several keys, and
 *     one of them stands for it where images are counted
 */
public record WindowedDelta(long windowStart, MetricDelta delta, long images) {}
