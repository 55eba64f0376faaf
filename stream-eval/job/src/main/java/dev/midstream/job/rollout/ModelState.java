package dev.midstream.job.rollout;

import java.io.Serializable;
import java.util.ArrayList;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * What the job does with a model.
 *
 * @param subtasks how many score images
 * @param ready how many of them have loaded it
 * @param reason why it is refused or dropped
 */
public record ModelState(
        String location,
        String modelId,
        RolloutState state,
        int subtasks,
        int ready,
        ArrayList<String> hosts,
        ArrayList<Failure> failures,
        String reason)
        implements OperatorEvent {
    /** A subtask that could not load it. */
    public record Failure(int subtask, String host, String reason) implements Serializable {}
}
