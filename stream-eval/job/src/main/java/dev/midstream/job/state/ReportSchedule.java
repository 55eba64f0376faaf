package dev.midstream.job.state;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * When the current key is to be reported: an interval after its first change since the last report,
 * and at the end of the input.
 */
public final class ReportSchedule {
    // The last watermark of a bounded stream, when processing time does not come any more.
    private static final long END = Long.MAX_VALUE;

    private final long intervalMillis;
    // Processing time of the next report; none while all is reported.
    private final ValueState<Long> due;

    public ReportSchedule(RuntimeContext context, long intervalMillis) {
        this.intervalMillis = intervalMillis;
        this.due = context.getState(new ValueStateDescriptor<>("report-due", Types.LONG));
    }

    /** Sees to it that a change of the current key is reported. */
    public void changed(TimerService timers) throws Exception {
        if (due.value() == null) {
            long time = timers.currentProcessingTime() + intervalMillis;
            timers.registerProcessingTimeTimer(time);
            timers.registerEventTimeTimer(END);
            due.update(time);
        }
    }

    /** Returns whether a report is due, which it is not again until the next change. */
    public boolean takeDue() throws Exception {
        if (due.value() == null) {
            return false;
        }
        due.clear();
        return true;
    }

    /** Returns whether an event-time timer is that of the end of the input. */
    public static boolean isEnd(long eventTime) {
        return eventTime == END;
    }
}
