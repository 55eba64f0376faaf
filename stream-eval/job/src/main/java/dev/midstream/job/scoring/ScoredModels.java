package dev.midstream.job.scoring;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The fingerprints of all models that were ever scored, by id, in the state of every subtask.
 * Figures are kept by id: those of another model with the same id would be added to them.
 */
final class ScoredModels {
    private final BroadcastState<String, String> fingerprints;

    ScoredModels(OperatorStateStore store) throws Exception {
        fingerprints =
                store.getBroadcastState(
                        new MapStateDescriptor<>("scored-models", Types.STRING, Types.STRING));
    }

    /** Returns the fingerprints by model id. */
    Map<String, String> all() throws Exception {
        Map<String, String> all = new HashMap<>();
        for (Map.Entry<String, String> entry : fingerprints.immutableEntries()) {
            all.put(entry.getKey(), entry.getValue());
        }
        return all;
    }

    /** Remembers a model. */
    void add(ScoringPlan plan) throws Exception {
        fingerprints.put(plan.modelId(), plan.fingerprint());
    }

    /**
     * Checks a model that the job begins with.
     *
     * @throws IllegalStateException if another one with its id was scored before
     */
    void check(ScoringPlan plan) throws Exception {
        String before = fingerprints.get(plan.modelId());
        if (before != null && !before.equals(plan.fingerprint())) {
            throw new IllegalStateException(
                    "Cannot score with the model in %s: the job has scored another one with the id %s before, and keeps figures by id. Give it another id."
                            .formatted(plan.location(), plan.modelId()));
        }
    }
}
