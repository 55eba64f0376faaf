package dev.midstream.dashboard.job;

import org.jspecify.annotations.Nullable;

/**
 * How the scoring job does; the components are JSON field names.
 *
 * @param lag of its consumer group
 * @param flink what Flink says of it, null if no address was given
 */
public record JobView(LagView lag, @Nullable FlinkView flink) {}
