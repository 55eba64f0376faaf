package dev.midstream.job.progress;

import java.util.concurrent.atomic.AtomicLong;
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
        // In one step: letters that are added meanwhile count for the next line.
        AtomicLong taken = new AtomicLong();
        store.compute(
                KEY,
                (key, before) -> {
                    taken.set(before instanceof Long letters ? letters : 0);
                    return 0L;
                });
        return taken.get();
    }
}
