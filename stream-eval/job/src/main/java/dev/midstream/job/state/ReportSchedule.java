package dev.midstream.job.state;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * Schedules the reports of the current key: immediately after a change, but at least an interval
 * after the last report, and at the end of the input.
 */
public final class ReportSchedule {
    // The last watermark of a bounded stream, after which processing-time timers no longer fire.
    private static final long END = Long.MAX_VALUE;

    private final long intervalMillis;
    // Processing time of the next report; null if there are no changes to report.
    private final ValueState<Long> due;
    // Processing time of the last report; null before the first.
    private final ValueState<Long> reported;

    public ReportSchedule(RuntimeContext context, long intervalMillis) {
        this.intervalMillis = intervalMillis;
        this.due = context.getState(new ValueStateDescriptor<>("report-due", Types.LONG));
        this.reported = context.getState(new ValueStateDescriptor<>("reported", Types.LONG));
    }

    /** Ensures that a change of the current key is reported. */
    public void changed(TimerService timers) throws Exception {
        long now = timers.currentProcessingTime();
        Long planned = due.value();
        // No report is planned further ahead, unless the clock was set back since.
        if (planned == null || planned > now + intervalMillis) {
            long time = earliest(now);
            due.update(time);
            timers.registerProcessingTimeTimer(time);
            timers.registerEventTimeTimer(END);
        }
    }

    /** Returns whether a report is due, and if so, marks all changes as reported. */
    public boolean takeDue(TimerService timers) throws Exception {
        if (due.value() == null) {
            return false;
        }
        due.clear();
        reported.update(timers.currentProcessingTime());
        return true;
    }

    /** Returns whether a timer is the event-time timer of the end of the input. */
    public static boolean isEnd(long eventTime) {
        return eventTime == END;
    }

    private long earliest(long now) throws Exception {
        Long last = reported.value();
        // If the last report is in the future, the clock was set back after it.
        return last == null || last > now ? now : Math.max(now, last + intervalMillis);
    }
}
