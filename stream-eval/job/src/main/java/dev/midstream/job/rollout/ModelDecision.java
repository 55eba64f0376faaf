package dev.midstream.job.rollout;

import dev.midstream.job.rollout.ModelReport.ModelFault;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * What all subtasks do with a model.
 *
 * @param fault and {@code reason} are given where a dead letter says that the model is refused
 */
public record ModelDecision(ModelKey key, Verdict verdict, ModelFault fault, String reason)
        implements OperatorEvent {
    /** The decision. */
    public enum Verdict {
        /** All have it: it is scored. */
        USE,
        /** It is given up. */
        REFUSE,
        /** It takes longer, so that images need not wait for it. */
        DEFER
    }

    static ModelDecision of(ModelKey key, Verdict verdict) {
        return new ModelDecision(key, verdict, ModelFault.NONE, "");
    }
}
