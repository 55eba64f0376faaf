package dev.midstream.dashboard.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a Flink cluster; the components are JSON field names.
 *
 * @param url of its REST interface
 * @param jobs latest first
 * @param problem why they are unknown, null if they are known
 */
public record FlinkView(String url, List<FlinkJobView> jobs, @Nullable String problem) {
    /** Copies the list. */
    public FlinkView {
        jobs = List.copyOf(jobs);
    }
}
