package dev.midstream.job.metric;

/**
 * Sums to add to those of a metric key and to those of one of its windows.
 *
 * @param windowStart start of the window in milliseconds of event time, or {@code
 *     Windows.NO_WINDOW}
 */
public record WindowedDelta(long windowStart, MetricDelta delta) {}
