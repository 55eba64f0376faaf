package dev.midstream.job.state;

import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.streaming.api.TimerService;

/**
 * A keyed function that reports what its keys hold, and does so again for all of them on demand.
 */
public interface RepeatedReports {
    /** The state that every key with something to report has. */
    StateDescriptor<?, ?> reported();

    /** Schedules a report of the current key, as if it had changed. */
    void reportAgain(TimerService timers) throws Exception;
}
