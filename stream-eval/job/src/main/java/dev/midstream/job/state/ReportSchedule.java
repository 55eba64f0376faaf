package dev.midstream.job.state;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * When the current key is to be reported: at once after a change, but not before an interval after
 * its last report, and at the end of the input.
 */
public final class ReportSchedule {
    // The last watermark of a bounded stream, when processing time does not come any more.
    private static final long END = Long.MAX_VALUE;

    private final long intervalMillis;
    // Processing time of the next report; none while all is reported.
    private final ValueState<Long> due;
    // Processing time of the last report; none before the first.
    private final ValueState<Long> reported;

    public ReportSchedule(RuntimeContext context, long intervalMillis) {
        this.intervalMillis = intervalMillis;
        this.due = context.getState(new ValueStateDescriptor<>("report-due", Types.LONG));
        this.reported = context.getState(new ValueStateDescriptor<>("reported", Types.LONG));
    }

    /** Sees to it that a change of the current key is reported. */
    public void changed(TimerService timers) throws Exception {
        if (due.value() == null) {
            long time = earliest(timers.currentProcessingTime());
            due.update(time);
            timers.registerProcessingTimeTimer(time);
            timers.registerEventTimeTimer(END);
        }
    }

    /** Returns whether a report is due, which it is not again until the next change. */
    public boolean takeDue(TimerService timers) throws Exception {
        if (due.value() == null) {
            return false;
        }
        due.clear();
        reported.update(timers.currentProcessingTime());
        return true;
    }

    /** Returns whether an event-time timer is that of the end of the input. */
    public static boolean isEnd(long eventTime) {
        return eventTime == END;
    }

    private long earliest(long now) throws Exception {
        Long last = reported.value();
        // A report in the future was made before the clock was set back.
        return last == null || last > now ? now : Math.max(now, last + intervalMillis);
    }
}
