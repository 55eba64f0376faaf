package dev.midstream.job.rollout;

import dev.midstream.job.progress.Progress;
import dev.midstream.job.rollout.ModelDecision.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.runtime.operators.coordination.OperatorEventGateway;
import org.apache.flink.runtime.operators.coordination.OperatorEventHandler;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * The decisions about models in the process of a test: events come at once, or in {@link #hold
 * held} state when the mailbox of a subtask yields or {@link #deliver} is called.
 */
public final class LocalRollouts {
    private final Map<Integer, OperatorEventHandler> subtasks = new HashMap<>();
    private final Queue<Runnable> held = new ArrayDeque<>();
    private final List<Progress> progress = new ArrayList<>();
    private final Rollouts rollouts;
    private final Set<ModelKey> decided = new HashSet<>();
    private boolean holding;

    public LocalRollouts(int parallelism) {
        rollouts = new Rollouts(parallelism, this::send);
    }

    /** Connects a subtask and returns what it sends its events to. */
    public OperatorEventGateway connect(int subtask, OperatorEventHandler handler) {
        subtasks.put(subtask, handler);
        return event -> {
            if (event instanceof Progress report) {
                progress.add(report);
            } else {
                pass(() -> rollouts.receive(subtask, event));
            }
        };
    }

    /** What all subtasks have reported of their progress so far. */
    public List<Progress> progress() {
        return List.copyOf(progress);
    }

    /** A subtask has failed and starts again. */
    public void reset(int subtask) {
        subtasks.remove(subtask);
        rollouts.reset(subtask);
    }

    /** Holds events back from now on. */
    public void hold() {
        holding = true;
    }

    /** Delivers all events that are held back. */
    public void deliver() {
        while (!held.isEmpty()) {
            held.remove().run();
        }
    }

    /** Returns how many announcements are decided. */
    public int decisions() {
        return decided.size();
    }

    private void send(int subtask, OperatorEvent event) {
        if (event instanceof ModelDecision decision && decision.verdict() != Verdict.DEFER) {
            decided.add(decision.key());
        }
        pass(
                () -> {
                    OperatorEventHandler handler = subtasks.get(subtask);
                    if (handler != null) {
                        handler.handleOperatorEvent(event);
                    }
                });
    }

    private void pass(Runnable event) {
        if (holding) {
            held.add(event);
        } else {
            event.run();
        }
    }

    /** A mailbox whose mails are the events that are held back. */
    public MailboxExecutor mailbox() {
        return new MailboxExecutor() {
            @Override
            public void execute(
                    MailOptions options,
                    ThrowingRunnable<? extends Exception> command,
                    String description,
                    Object... arguments) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void yield() {
                if (held.isEmpty()) {
                    throw new IllegalStateException("There is no mail: this would wait for ever.");
                }
                held.remove().run();
            }

            @Override
            public boolean tryYield() {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean shouldInterrupt() {
                return false;
            }
        };
    }
}
