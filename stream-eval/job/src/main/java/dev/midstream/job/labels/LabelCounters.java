package dev.midstream.job.labels;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Flink metrics of images and labels that waited. They are kept in state, so that counting
 * continues after a restart; after a rescale, their sum over all subtasks does.
 */
final class LabelCounters {
    static final String MATCHED = "midstream_images_matched_with_label_total";
    static final String EXPIRED = "midstream_images_without_label_total";
    static final String CROWDED_OUT = "midstream_images_not_waiting_total";
    static final String UNMATCHED = "midstream_labels_without_image_total";

    static final String NOT_KEPT = "midstream_labels_not_kept_total";

    private static final List<String> NAMES =
            List.of(MATCHED, EXPIRED, CROWDED_OUT, UNMATCHED, NOT_KEPT);

    private final Map<String, Counter> counters = new HashMap<>();
    private final ListState<Tuple2<String, Long>> state;

    LabelCounters(OperatorStateStore store, MetricGroup metrics) throws Exception {
        state =
                store.getListState(
                        new ListStateDescriptor<>(
                                "label-counters", Types.TUPLE(Types.STRING, Types.LONG)));
        for (String name : NAMES) {
            counters.put(name, metrics.counter(name));
        }
        for (Tuple2<String, Long> count : state.get()) {
            counter(count.f0).inc(count.f1);
        }
    }

    Counter counter(String name) {
        return Objects.requireNonNull(counters.get(name), name);
    }

    void snapshot() throws Exception {
        state.clear();
        for (String name : NAMES) {
            long count = counter(name).getCount();
            if (count > 0) {
                state.add(Tuple2.of(name, count));
            }
        }
    }
}
