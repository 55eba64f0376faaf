package dev.midstream.dashboard.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Flink job as its REST interface tells; the components are JSON field names.
 *
 * @param state {@code RUNNING}, {@code RESTARTING}, {@code FAILED}, ...
 * @param runningSince start of the job
 * @param completedCheckpoints since the start
 * @param failedCheckpoints since the start; those that were due before all subtasks ran are among
 *     them
 * @param lastCheckpointFailed whether the latest that ended did so by failing
 * @param checkpointAt when the latest checkpoint was completed, null before the first
 * @param checkpointMillis how long it took
 * @param lateLabels what became of them, null where the job awaits none or does not run
 */
public record FlinkJobView(
        String id,
        String name,
        String state,
        Instant runningSince,
        long completedCheckpoints,
        long failedCheckpoints,
        boolean lastCheckpointFailed,
        @Nullable Instant checkpointAt,
        @Nullable Long checkpointMillis,
        @Nullable LateLabelsView lateLabels) {}
