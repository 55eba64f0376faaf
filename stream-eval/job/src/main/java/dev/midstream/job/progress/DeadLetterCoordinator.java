package dev.midstream.job.progress;

import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.jspecify.annotations.Nullable;

/** Adds up the dead letters of all subtasks, in the job manager. It has no state to restore. */
final class DeadLetterCoordinator implements OperatorCoordinator {
    private static final byte[] STATE = {1};

    private final DeadLetterCount count;

    private DeadLetterCoordinator(Context context) {
        this.count = new DeadLetterCount(context.getCoordinatorStore());
    }

    /**
     * Makes the coordinator of an operator.
     *
     * @param operator the operator's id
     */
    record Provider(OperatorID operator) implements OperatorCoordinator.Provider {
        private static final long serialVersionUID = 1L;

        @Override
        public OperatorID getOperatorId() {
            return operator;
        }

        @Override
        public OperatorCoordinator create(Context context) {
            return new DeadLetterCoordinator(context);
        }
    }

    @Override
    public void handleEventFromOperator(int subtask, int attempt, OperatorEvent event) {
        if (!(event instanceof DeadLettersSent sent)) {
            throw new IllegalArgumentException("Unknown event: " + event);
        }
        count.add(sent.letters());
    }

    @Override
    public void start() {}

    @Override
    public void close() {}

    @Override
    public void executionAttemptReady(int subtask, int attempt, SubtaskGateway gateway) {}

    @Override
    public void executionAttemptFailed(int subtask, int attempt, @Nullable Throwable reason) {}

    @Override
    public void subtaskReset(int subtask, long checkpointId) {}

    @Override
    public void checkpointCoordinator(long checkpointId, CompletableFuture<byte[]> result) {
        result.complete(STATE.clone());
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {}

    @Override
    public void resetToCheckpoint(long checkpointId, byte @Nullable [] state) {}
}
