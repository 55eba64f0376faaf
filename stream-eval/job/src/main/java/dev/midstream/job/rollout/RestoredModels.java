package dev.midstream.job.rollout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * What a subtask finds in its state when it starts.
 *
 * @param keys the announced models
 * @param scored the fingerprints of all models that were ever scored, by id
 */
public record RestoredModels(ArrayList<ModelKey> keys, HashMap<String, String> scored)
        implements OperatorEvent {
    /** Copies both. */
    public static RestoredModels of(List<ModelKey> keys, Map<String, String> scored) {
        return new RestoredModels(new ArrayList<>(keys), new HashMap<>(scored));
    }
}
