package dev.midstream.job.state;

import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The time for which the job has run, in milliseconds. It stands still while the job is stopped, so
 * that what waits in state does not expire before a resumed job has read what came meanwhile.
 */
public final class RunningTime {
    private final ListState<Long> state;
    private final ProcessingTimeService clock;
    private final long startedAt;
    private final long before;
    private long latest;

    /** Starts, or goes on from the state. */
    public RunningTime(OperatorStateStore store, ProcessingTimeService clock) throws Exception {
        this.state = store.getUnionListState(new ListStateDescriptor<>("running-time", Types.LONG));
        this.clock = clock;
        this.startedAt = clock.getCurrentProcessingTime();
        long longest = 0;
        for (long time : state.get()) {
            longest = Math.max(longest, time);
        }
        this.before = longest;
        this.latest = longest;
    }

    /** Returns the time so far, which never decreases. */
    public long now() {
        latest = Math.max(latest, before + clock.getCurrentProcessingTime() - startedAt);
        return latest;
    }

    /** Returns the processing time at which a running time is reached if the job is not stopped. */
    public long processingTimeOf(long runningTime) {
        return clock.getCurrentProcessingTime() + Math.max(0, runningTime - now());
    }

    /** Writes the state of a checkpoint. */
    public void snapshot() throws Exception {
        state.clear();
        state.add(now());
    }
}
