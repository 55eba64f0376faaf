package dev.midstream.job;

import dev.midstream.job.kafka.KafkaSettings;
import dev.midstream.job.scoring.ScoringPlan.EnsembleChoice;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.schemas.metric.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the job does, validated.
 *
 * @param points ids of the points to judge, or {@code all} alone
 * @param parallelism subtasks of every operator, or {@link #CLUSTER_PARALLELISM}
 */
record JobSettings(
        Path model,
        List<String> points,
        EnsembleChoice ensemble,
        Reference reference,
        KafkaSettings kafka,
        int batchSize,
        Duration linger,
        int engineThreads,
        int eceBins,
        Duration emitInterval,
        Duration checkpointInterval,
        int parallelism) {
    /** Leaves the parallelism to the cluster. */
    static final int CLUSTER_PARALLELISM = -1;

    /** More subtasks than this cannot share the keyed sums. Fixed: state is laid out by it. */
    static final int MAX_PARALLELISM = 128;

    private static final int LARGEST_BATCH = 4096;
    private static final int MOST_THREADS = 1024;

    JobSettings {
        requireRange("--batch-size", batchSize, 1, LARGEST_BATCH);
        requireRange("--engine-threads", engineThreads, 1, MOST_THREADS);
        if (parallelism != CLUSTER_PARALLELISM) {
            requireRange("--parallelism", parallelism, 1, MAX_PARALLELISM);
        }
        requireAtLeast("--emit-interval", emitInterval, Duration.ofMillis(10));
        requireAtLeast("--checkpoint-interval", checkpointInterval, Duration.ofMillis(10));
        requireAtLeast("--transaction-timeout", kafka.transactionTimeout(), Duration.ofSeconds(1));
        if (points.isEmpty()) {
            throw new IllegalArgumentException("Cannot judge no points: name one with --points.");
        }
        // Says which numbers of bins there are.
        ClassificationFigures.of(ClassificationSums.EMPTY, eceBins);
    }

    private static void requireRange(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "Invalid %s: %d. Give %d to %d.".formatted(option, value, least, most));
        }
    }

    private static void requireAtLeast(String option, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "Invalid %s: %d ms. Give at least %d ms."
                            .formatted(option, value.toMillis(), least.toMillis()));
        }
    }
}
