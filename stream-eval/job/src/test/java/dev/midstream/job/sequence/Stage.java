package dev.midstream.job.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * All subtasks of an operator.
 *
 * @param <H> the harness of a subtask
 * @param <O> what they send
 */
final class Stage<H extends AbstractStreamOperatorTestHarness<O>, O> implements AutoCloseable {
    static final int MAX_PARALLELISM = 6;

    private final List<H> subtasks = new ArrayList<>();

    /** Makes the harness of a subtask. */
    interface Maker<H> {
        H make(int subtask) throws Exception;
    }

    /** The state of all subtasks. */
    record State(int parallelism, OperatorSubtaskState all) {}

    /** Opens subtasks at a time of the clock, with the state of earlier ones if there is any. */
    Stage(long millis, int parallelism, @Nullable State state, Maker<H> maker) throws Exception {
        for (int i = 0; i < parallelism; i++) {
            H harness = maker.make(i);
            subtasks.add(harness);
            harness.setProcessingTime(millis);
            if (state != null) {
                harness.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                state.all(), MAX_PARALLELISM, state.parallelism(), parallelism, i));
            }
            harness.open();
        }
    }

    List<H> subtasks() {
        return subtasks;
    }

    H subtask(int index) {
        return subtasks.get(index);
    }

    /** Returns the subtask of a key. */
    H of(Object key) {
        return subtasks.get(
                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        key, MAX_PARALLELISM, subtasks.size()));
    }

    /** What is done with records. */
    interface Next<O> {
        void take(int subtask, StreamRecord<O> sent) throws Exception;
    }

    /** Takes what was sent since the last time. */
    @SuppressWarnings("unchecked")
    void drain(Next<O> next) throws Exception {
        for (int i = 0; i < subtasks.size(); i++) {
            Queue<Object> output = subtasks.get(i).getOutput();
            for (Object sent = output.poll(); sent != null; sent = output.poll()) {
                next.take(i, (StreamRecord<O>) sent);
            }
        }
    }

    /** Takes what was sent to a side output since the last time. */
    <S> void drain(OutputTag<S> tag, Consumer<S> next) {
        for (H subtask : subtasks) {
            Queue<StreamRecord<S>> output = subtask.getSideOutput(tag);
            if (output != null) {
                output.forEach(sent -> next.accept(sent.getValue()));
                output.clear();
            }
        }
    }

    void setTime(long millis) throws Exception {
        for (H subtask : subtasks) {
            subtask.setProcessingTime(millis);
        }
    }

    /** Does what is due before the barrier of a checkpoint is passed on. */
    void prepareSnapshot(long checkpoint) throws Exception {
        for (H subtask : subtasks) {
            subtask.prepareSnapshotPreBarrier(checkpoint);
        }
    }

    State snapshot(long checkpoint) throws Exception {
        OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = subtasks.get(i).snapshot(checkpoint, checkpoint);
        }
        return new State(states.length, AbstractStreamOperatorTestHarness.repackageState(states));
    }

    @Override
    public void close() throws Exception {
        for (H subtask : subtasks) {
            subtask.close();
        }
    }
}
