package dev.midstream.job.labels;

import java.util.Arrays;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * The number of waiting images in every key group of a subtask. Key groups are the units in which
 * keyed state moves between subtasks when the parallelism changes.
 */
final class WaitingCounts {
    private final KeyGroupRange range;
    private final int keyGroups;
    private final long mostPerGroup;
    private final long[] counts;
    private final ListState<Tuple2<Integer, Long>> state;
    // Metric reporters read it in threads of their own.
    private volatile long total;

    /**
     * @param most the most images that may wait in all key groups together
     */
    WaitingCounts(OperatorStateStore store, KeyGroupRange range, int keyGroups, long most)
            throws Exception {
        this.range = range;
        this.keyGroups = keyGroups;
        this.mostPerGroup = Math.max(1, most / keyGroups);
        this.counts = new long[keyGroups];
        this.state =
                store.getUnionListState(
                        new ListStateDescriptor<>(
                                "waiting-counts", Types.TUPLE(Types.INT, Types.LONG)));
        for (Tuple2<Integer, Long> count : state.get()) {
            if (range.contains(count.f0)) {
                counts[count.f0] += count.f1;
            }
        }
        total = Arrays.stream(counts).sum();
    }

    boolean isFull(String key) {
        return counts[group(key)] >= mostPerGroup;
    }

    void add(String key, int images) {
        counts[group(key)] += images;
        total += images;
    }

    long total() {
        return total;
    }

    void snapshot() throws Exception {
        state.clear();
        for (int group : range) {
            if (counts[group] > 0) {
                state.add(Tuple2.of(group, counts[group]));
            }
        }
    }

    private int group(String key) {
        return KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups);
    }
}
