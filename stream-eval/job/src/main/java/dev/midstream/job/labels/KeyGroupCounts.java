package dev.midstream.job.labels;

import dev.midstream.job.state.KeyGroups;
import java.util.Arrays;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * How many of something wait in every key group of a subtask, and whether there is room for more.
 */
final class KeyGroupCounts {
    private final KeyGroups groups;
    private final long mostPerGroup;
    private final long[] counts;
    private final ListState<Tuple2<Integer, Long>> state;
    // Metric reporters read it in threads of their own.
    private volatile long total;

    /**
     * @param name of the state
     * @param most the most that may wait in all key groups together
     */
    KeyGroupCounts(OperatorStateStore store, String name, KeyGroups groups, long most)
            throws Exception {
        this.groups = groups;
        this.mostPerGroup = Math.max(1, most / groups.all());
        this.counts = new long[groups.all()];
        this.state =
                store.getUnionListState(
                        new ListStateDescriptor<>(name, Types.TUPLE(Types.INT, Types.LONG)));
        for (Tuple2<Integer, Long> count : state.get()) {
            if (groups.range().contains(count.f0)) {
                counts[count.f0] += count.f1;
            }
        }
        total = Arrays.stream(counts).sum();
    }

    boolean isFull(String key) {
        return counts[groups.of(key)] >= mostPerGroup;
    }

    void add(String key, int number) {
        counts[groups.of(key)] += number;
        total += number;
    }

    long total() {
        return total;
    }

    void snapshot() throws Exception {
        state.clear();
        for (int group : groups.range()) {
            if (counts[group] > 0) {
                state.add(Tuple2.of(group, counts[group]));
            }
        }
    }
}
