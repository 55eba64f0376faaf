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
 * @param reason why it is refused or dropped; empty otherwise
 */
public record ModelView(
        String job,
        String location,
        String modelId,
        String state,
        Loaded loaded,
        String reason,
        List<Failure> failures,
        Instant reportedAt) {
    public ModelView {
        failures = List.copyOf(failures);
    }

    /**
     * Where the model is loaded; the components are JSON field names.
     *
     * @param subtasks how many have loaded it
     */
    public record Loaded(int subtasks, List<String> hosts) {
        public Loaded {
            hosts = List.copyOf(hosts);
        }
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
                new Loaded(status.getReady(), status.getHosts()),
                status.getReason(),
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
