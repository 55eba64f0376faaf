package dev.midstream.job.rollout;

import dev.midstream.job.progress.DeadLetterCount;
import dev.midstream.job.progress.Progress;
import dev.midstream.job.progress.ProgressLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rolls models out from the job manager, and logs there what all subtasks do. Flink calls all
 * methods on one thread.
 *
 * <p>It has no state to restore: subtasks say what they have when they start.
 */
public final class RolloutCoordinator implements OperatorCoordinator {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProgressLog.class);
    private static final byte[] STATE = {1};

    private final Context context;
    private final String job;
    private final Consumer<String> lines;
    private final Map<Integer, SubtaskGateway> gateways = new HashMap<>();
    private final Map<Integer, List<OperatorEvent>> waiting = new HashMap<>();
    private @Nullable Rollouts rollouts;
    private @Nullable ProgressLog progress;

    /**
     * @param job names the job among those of the same job manager
     * @param lines where the lines of the log go
     */
    RolloutCoordinator(Context context, String job, Consumer<String> lines) {
        this.context = context;
        this.job = job;
        this.lines = lines;
    }

    /**
     * Makes the coordinator of an operator.
     *
     * @param operator the operator's id
     * @param job names the job among those of the same job manager
     */
    public record Provider(OperatorID operator, String job)
            implements OperatorCoordinator.Provider {
        private static final long serialVersionUID = 1L;

        @Override
        public OperatorID getOperatorId() {
            return operator;
        }

        @Override
        public OperatorCoordinator create(Context context) {
            return new RolloutCoordinator(context, job, line -> LOGGER.info("{}", line));
        }
    }

    private Rollouts rollouts() {
        if (rollouts == null) {
            rollouts = new Rollouts(context.currentParallelism(), this::send);
        }
        return rollouts;
    }

    private ProgressLog progress() {
        if (progress == null) {
            DeadLetterCount letters = new DeadLetterCount(context.getCoordinatorStore());
            String name = "%s %.8s".formatted(job, context.getJobID());
            progress = new ProgressLog(name, context.currentParallelism(), letters, lines);
        }
        return progress;
    }

    @Override
    public void start() {}

    @Override
    public void close() {
        if (progress != null) {
            progress.close();
        }
    }

    @Override
    public void handleEventFromOperator(int subtask, int attempt, OperatorEvent event) {
        if (event instanceof Progress report) {
            progress().receive(subtask, report);
            return;
        }
        if (event instanceof ScoringEnded) {
            progress().end(subtask);
        }
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
        progress().forget(subtask);
    }

    @Override
    public void resetToCheckpoint(long checkpointId, byte @Nullable [] state) {
        gateways.clear();
        waiting.clear();
        rollouts = null;
        progress = null;
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
