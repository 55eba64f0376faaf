package dev.midstream.job.rollout;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/** The announced models that a subtask finds in its state when it starts. */
public record RestoredModels(ArrayList<ModelKey> keys) implements OperatorEvent {
    /** Copies the keys. */
    public static RestoredModels of(List<ModelKey> keys) {
        return new RestoredModels(new ArrayList<>(keys));
    }
}
