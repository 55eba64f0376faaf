package dev.midstream.dashboard;

import dev.midstream.ModelFailure;
import dev.midstream.ModelRunState;
import dev.midstream.ModelStatus;
import java.time.Instant;
import java.util.List;

/** What a job may say of models. */
final class ModelSamples {
    private ModelSamples() {}

    /** One that two hosts score with. */
    static ModelStatus running(String id) {
        return status(id, ModelRunState.RUNNING)
                .setReady(4)
                .setHosts(List.of("tm-1", "tm-2"))
                .build();
    }

    /** One that the fourth subtask could not load. */
    static ModelStatus refused(String id) {
        return status(id, ModelRunState.REFUSED)
                .setReady(3)
                .setFailures(List.of(new ModelFailure(3, "tm-2", "No space left on device")))
                .setReason("No space left on device")
                .build();
    }

    /** One that all could load, and whose id another one has. */
    static ModelStatus taken(String id) {
        return status(id, ModelRunState.REFUSED)
                .setReady(4)
                .setReason("It is running already, from /models/line.")
                .build();
    }

    private static ModelStatus.Builder status(String id, ModelRunState state) {
        return ModelStatus.newBuilder()
                .setJob("stream-eval")
                .setLocation("/models/" + id)
                .setModelId(id)
                .setState(state)
                .setSubtasks(4)
                .setReportedAt(Instant.now());
    }
}
