package dev.midstream.job.rollout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.jspecify.annotations.Nullable;

/**
 * Rolls models out from the job manager. Flink calls all methods on one thread.
 *
 * <p>It has no state to restore: subtasks say what they have when they start.
 */
public final class RolloutCoordinator implements OperatorCoordinator {
    private static final byte[] STATE = {1};

    private final Context context;
    private final Map<Integer, SubtaskGateway> gateways = new HashMap<>();
    private final Map<Integer, List<OperatorEvent>> waiting = new HashMap<>();
    private @Nullable Rollouts rollouts;

    private RolloutCoordinator(Context context) {
        this.context = context;
    }

    /**
     * Makes the coordinator of an operator.
     *
     * @param operator the operator's id
     */
    public record Provider(OperatorID operator) implements OperatorCoordinator.Provider {
        private static final long serialVersionUID = 1L;

        @Override
        public OperatorID getOperatorId() {
            return operator;
        }

        @Override
        public OperatorCoordinator create(Context context) {
            return new RolloutCoordinator(context);
        }
    }

    private Rollouts rollouts() {
        if (rollouts == null) {
            rollouts = new Rollouts(context.currentParallelism(), this::send);
        }
        return rollouts;
    }

    @Override
    public void start() {}

    @Override
    public void close() {}

    @Override
    public void handleEventFromOperator(int subtask, int attempt, OperatorEvent event) {
        rollouts().receive(subtask, event);
    }

    @Override
    public void executionAttemptReady(int subtask, int attempt, SubtaskGateway gateway) {
        gateways.put(subtask, gateway);
        List<OperatorEvent> events = waiting.remove(subtask);
        if (events != null) {
            events.forEach(event -> send(subtask, event));
        }
    }

    @Override
    public void executionAttemptFailed(int subtask, int attempt, @Nullable Throwable reason) {
        gateways.remove(subtask);
        waiting.remove(subtask);
    }

    @Override
    public void subtaskReset(int subtask, long checkpointId) {
        gateways.remove(subtask);
        waiting.remove(subtask);
        rollouts().reset(subtask);
    }

    @Override
    public void resetToCheckpoint(long checkpointId, byte @Nullable [] state) {
        gateways.clear();
        waiting.clear();
        rollouts = null;
    }

    @Override
    public void checkpointCoordinator(long checkpointId, CompletableFuture<byte[]> result) {
        result.complete(STATE.clone());
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {}

    /** An event that is lost makes Flink restart the subtask, which then says again what it has. */
    private void send(int subtask, OperatorEvent event) {
        SubtaskGateway gateway = gateways.get(subtask);
        if (gateway == null) {
            // Its first events can be faster than the news that it runs.
            waiting.computeIfAbsent(subtask, key -> new ArrayList<>()).add(event);
        } else {
            CompletableFuture<?> unused = gateway.sendEvent(event);
        }
    }
}
