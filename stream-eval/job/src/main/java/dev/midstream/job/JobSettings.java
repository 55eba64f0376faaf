package dev.midstream.job;

import dev.midstream.job.eventtime.Windows;
import dev.midstream.job.intake.LateLabels;
import dev.midstream.job.kafka.JobTopic;
import dev.midstream.job.kafka.KafkaSettings;
import dev.midstream.job.labels.LabelWaiting;
import dev.midstream.job.metric.Predictions.Probabilities;
import dev.midstream.job.scoring.ScoringSettings;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.ClassificationSums;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the job does, validated.
 *
 * @param models locations of the model directories
 * @param deduplicate for how long an image is remembered; zero for not at all
 * @param checkpointInterval the time between checkpoints; empty for Flink's own setting
 * @param parallelism subtasks of every operator, or {@link #CLUSTER_PARALLELISM}
 */
record JobSettings(
        List<String> models,
        ScoringSettings scoring,
        KafkaSettings kafka,
        Duration linger,
        int eceBins,
        Windows windows,
        Probabilities probabilities,
        LabelWaiting labels,
        Duration deduplicate,
        Duration emitInterval,
        Optional<Duration> checkpointInterval,
        int parallelism) {
    /** Leaves the parallelism to the cluster. */
    static final int CLUSTER_PARALLELISM = -1;

    /** More subtasks than this cannot share the keyed sums. Fixed: state is laid out by it. */
    static final int MAX_PARALLELISM = 128;

    private static final Duration MIN_WINDOW = Duration.ofMillis(100);

    JobSettings {
        if (parallelism != CLUSTER_PARALLELISM) {
            requireRange("--parallelism", parallelism, 1, MAX_PARALLELISM);
        }
        requireAtLeast("--emit-interval", emitInterval, Duration.ofMillis(10));
        checkpointInterval.ifPresent(
                interval ->
                        requireAtLeast("--checkpoint-interval", interval, Duration.ofMillis(10)));
        requireAtLeast("--transaction-timeout", kafka.transactionTimeout(), Duration.ofSeconds(1));
        if (windows.sizeMillis() != 0) {
            requireAtLeast("--window", Duration.ofMillis(windows.sizeMillis()), MIN_WINDOW);
        }
        requireAtLeast(
                "--label-timeout", Duration.ofMillis(labels.timeoutMillis()), Duration.ofMillis(1));
        if (labels.maxImages() < MAX_PARALLELISM) {
            throw new IllegalArgumentException(
                    "Invalid --max-waiting-images: %d. Give at least %d."
                            .formatted(labels.maxImages(), MAX_PARALLELISM));
        }
        if (scoring.choice().points().isEmpty()) {
            throw new IllegalArgumentException("Cannot judge no points: name one with --points.");
        }
        // Says which numbers of bins there are.
        ClassificationFigures.of(ClassificationSums.EMPTY, eceBins);
    }

    /** Returns whether labels may come after their image. */
    LateLabels lateLabels() {
        return kafka.topics().contains(JobTopic.LABELS) ? LateLabels.AWAITED : LateLabels.REFUSED;
    }

    static void requireRange(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "Invalid %s: %d. Give %d to %d.".formatted(option, value, min, max));
        }
    }

    private static void requireAtLeast(String option, Duration value, Duration min) {
        if (value.compareTo(min) < 0) {
            throw new IllegalArgumentException(
                    "Invalid %s: %d ms. Give at least %d ms."
                            .formatted(option, value.toMillis(), min.toMillis()));
        }
    }
}
