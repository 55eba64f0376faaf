package dev.midstream.job;

import dev.midstream.job.intake.LateLabels;
import dev.midstream.job.kafka.JobTopic;
import dev.midstream.job.kafka.KafkaSettings;
import dev.midstream.job.labels.LabelWaiting;
import dev.midstream.job.scoring.ScoringSettings;
import java.time.Duration;

/**
 * The validated settings of the job.
 *
 * @param models where models come from
 * @param scoring how images are scored
 * @param kafka topics and clients
 * @param linger how long an image waits for its batch to fill
 * @param figures what is reported
 * @param labels how long images wait for labels
 * @param rememberedImages how many images are remembered, so that copies do not count; 0 if all do
 * @param runtime how Flink runs the job
 */
record JobSettings(
        ModelSources models,
        ScoringSettings scoring,
        KafkaSettings kafka,
        Duration linger,
        FigureSettings figures,
        LabelWaiting labels,
        long rememberedImages,
        RuntimeSettings runtime) {
    JobSettings {
        requireAtLeast(
                "--transaction-timeout",
                kafka.delivery().transactionTimeout(),
                Duration.ofSeconds(1));
        requireAtLeast(
                "--label-timeout", Duration.ofMillis(labels.timeoutMillis()), Duration.ofMillis(1));
        requireOneAKeyGroup("--max-waiting-images", labels.maxImages());
        requireOneAKeyGroup("--max-waiting-labels", labels.maxLabels());
        if (scoring.choice().points().isEmpty()) {
            throw new IllegalArgumentException("Cannot judge no points: name one with --points.");
        }
    }

    /** Returns whether labels may come after their image. */
    LateLabels lateLabels() {
        return kafka.topics().contains(JobTopic.LABELS) ? LateLabels.AWAITED : LateLabels.REFUSED;
    }

    private static void requireOneAKeyGroup(String option, long value) {
        if (value < RuntimeSettings.MAX_PARALLELISM) {
            throw new IllegalArgumentException(
                    "Invalid %s: %d. Give at least %d."
                            .formatted(option, value, RuntimeSettings.MAX_PARALLELISM));
        }
    }

    static void requireRange(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "Invalid %s: %d. Give %d to %d.".formatted(option, value, min, max));
        }
    }

    static void requireAtLeast(String option, Duration value, Duration min) {
        if (value.compareTo(min) < 0) {
            throw new IllegalArgumentException(
                    "Invalid %s: %d ms. Give at least %d ms."
                            .formatted(option, value.toMillis(), min.toMillis()));
        }
    }
}
