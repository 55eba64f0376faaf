package dev.midstream.dashboard.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Flink job as reported by Flink's REST interface; the components are JSON field names.
 *
 * @param id the job's id
 * @param name the job's name
 * @param state {@code RUNNING}, {@code RESTARTING}, {@code FAILED}, ...
 * @param runningSince when the job started
 * @param checkpoints the job's checkpoints
 * @param lateLabels the job's late labels; null if it does not wait for labels or is not running
 */
public record FlinkJobView(
        String id,
        String name,
        String state,
        Instant runningSince,
        CheckpointsView checkpoints,
        @Nullable LateLabelsView lateLabels) {}
