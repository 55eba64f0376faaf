package dev.midstream.job.progress;

import org.apache.flink.runtime.operators.coordination.CoordinatorStore;

/**
 * The number of dead letters that no line of the log has said yet. One coordinator of the job adds
 * to it and another takes it.
 */
public final class DeadLetterCount {
    private static final String KEY = "midstream.dead-letters";

    private final CoordinatorStore store;

    /**
     * @param store of the job's coordinators
     */
    public DeadLetterCount(CoordinatorStore store) {
        this.store = store;
    }

    void add(long letters) {
        store.compute(KEY, (key, before) -> before instanceof Long sum ? sum + letters : letters);
    }

    /** Returns the number, and begins again. */
    long take() {
        Object taken = store.get(KEY);
        store.compute(KEY, (key, before) -> 0L);
        return taken instanceof Long letters ? letters : 0;
    }
}
