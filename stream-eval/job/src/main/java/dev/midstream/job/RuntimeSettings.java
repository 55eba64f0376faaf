package dev.midstream.job;

import java.time.Duration;
import java.util.Optional;

/**
 * How Flink runs the job.
 *
 * @param checkpointInterval time between checkpoints; empty for the cluster's, or {@link
 *     FlinkSettings#CHECKPOINT_INTERVAL}
 * @param parallelism number of subtasks of every operator, or {@link #CLUSTER_PARALLELISM}
 */
record RuntimeSettings(Optional<Duration> checkpointInterval, int parallelism) {
    /** Leaves the parallelism to the cluster. */
    static final int CLUSTER_PARALLELISM = -1;

    /**
     * The most subtasks that can share the keyed sums, unless the cluster sets another number.
     * State is laid out by it: a savepoint is restored with the number that it was taken with.
     */
    static final int MAX_PARALLELISM = 128;

    private static final Duration MIN_CHECKPOINT_INTERVAL = Duration.ofMillis(10);

    RuntimeSettings {
        if (parallelism != CLUSTER_PARALLELISM) {
            JobSettings.requireRange("--parallelism", parallelism, 1, MAX_PARALLELISM);
        }
        checkpointInterval.ifPresent(
                interval ->
                        JobSettings.requireAtLeast(
                                "--checkpoint-interval", interval, MIN_CHECKPOINT_INTERVAL));
    }
}
