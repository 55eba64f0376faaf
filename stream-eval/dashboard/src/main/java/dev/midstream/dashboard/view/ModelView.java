package dev.midstream.dashboard.view;

import dev.midstream.ModelStatus;
import java.time.Instant;
import java.util.List;

/**
 * What a job does with a model; the components are JSON field names.
 *
 * @param job its consumer group
 * @param modelId empty until it is loaded
 * @param state {@code LOADING}, {@code RUNNING}, {@code RETRYING}, {@code REFUSED} or {@code
 *     DROPPED}
 * @param ready how many of the subtasks have loaded it
 * @param hosts where it is loaded
 */
public record ModelView(
        String job,
        String location,
        String modelId,
        String state,
        int ready,
        List<String> hosts,
        List<Failure> failures,
        Instant reportedAt) {
    public ModelView {
        hosts = List.copyOf(hosts);
        failures = List.copyOf(failures);
    }

    /** A subtask that could not load the model; the components are JSON field names. */
    public record Failure(int subtask, String host, String reason) {}

    /** The view of a record. */
    public static ModelView of(ModelStatus status) {
        return new ModelView(
                status.getJob(),
                status.getLocation(),
                status.getModelId(),
                status.getState().name(),
                status.getReady(),
                status.getHosts(),
                status.getFailures().stream()
                        .map(
                                failure ->
                                        new Failure(
                                                failure.getSubtask(),
                                                failure.getHost(),
                                                failure.getReason()))
                        .toList(),
                status.getReportedAt());
    }

    /** The key of its record. */
    public String key() {
        return job + "|" + location;
    }
}
