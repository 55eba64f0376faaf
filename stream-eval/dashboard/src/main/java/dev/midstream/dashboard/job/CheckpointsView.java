package dev.midstream.dashboard.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a Flink job since its start; the components are JSON field names.
 *
 * @param completed number of completed checkpoints
 * @param failed number of failed checkpoints, including those triggered before all subtasks ran
 * @param lastFailed whether the checkpoint that ended last failed
 * @param at when the latest checkpoint completed; null before the first
 * @param millis how long that checkpoint took, in milliseconds; null before the first
 */
public record CheckpointsView(
        long completed,
        long failed,
        boolean lastFailed,
        @Nullable Instant at,
        @Nullable Long millis) {}
