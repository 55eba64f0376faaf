package dev.midstream.job.state;

import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * The key groups of a subtask. Key groups are the units in which keyed state moves between subtasks
 * when the parallelism changes.
 *
 * @param range those of the subtask
 * @param all the number of those of all subtasks
 */
public record KeyGroups(KeyGroupRange range, int all) {
    /** The key groups of a subtask that runs. */
    public static KeyGroups of(TaskInfo task) {
        int all = task.getMaxNumberOfParallelSubtasks();
        return new KeyGroups(
                KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                        all, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask()),
                all);
    }

    /** The group of a key. */
    public int of(Object key) {
        return KeyGroupRangeAssignment.assignToKeyGroup(key, all);
    }

    /** Returns whether the subtask has the state of a key. */
    public boolean has(Object key) {
        return range.contains(of(key));
    }
}
