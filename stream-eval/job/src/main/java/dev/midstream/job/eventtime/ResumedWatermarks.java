package dev.midstream.job.eventtime;

import java.util.function.LongSupplier;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Remembers the event time of the youngest image beyond restarts, which the source does not.
 *
 * <p>If the stream is silent after a restart, the source falls idle without a watermark, and the
 * windows that were open would wait for an image that may never come. Then this operator sends the
 * watermark that ends them, as if the source had seen the youngest image itself.
 */
public final class ResumedWatermarks<T> extends AbstractStreamOperator<T>
        implements OneInputStreamOperator<T, T> {
    private static final long serialVersionUID = 1L;

    private final Windows windows;

    private transient ListState<Long> state;
    private transient LongSupplier timeOfDay;
    private transient long youngest;
    private transient boolean timed;

    @SuppressWarnings("NullAway.Init") // Flink initialises the state before anything else.
    public ResumedWatermarks(Windows windows) {
        this.windows = windows;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        timeOfDay = getProcessingTimeService()::getCurrentProcessingTime;
        // Not of the union kind: sources of a bounded job end at different times, and Flink takes
        // no
        // checkpoint while some subtasks with such state have ended and others have not.
        state =
                context.getOperatorStateStore()
                        .getListState(new ListStateDescriptor<>("youngest", Types.LONG));
        youngest = PublicationTime.UNKNOWN;
        for (long time : state.get()) {
            youngest = Math.max(youngest, time);
        }
    }

    @Override
    public void processElement(StreamRecord<T> element) {
        long time = PublicationTime.of(element);
        if (time > youngest) {
            youngest = Math.min(time, Math.max(timeOfDay.getAsLong(), youngest));
        }
        output.collect(element);
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        timed = true;
        super.processWatermark(watermark);
    }

    @Override
    public void processWatermarkStatus(WatermarkStatus status) throws Exception {
        if (status.isIdle() && !timed && youngest != PublicationTime.UNKNOWN) {
            timed = true;
            // The last moment of the latest window that the youngest image can be in.
            long end = youngest + windows.sizeMillis() - 1;
            super.processWatermark(new Watermark(Math.min(end, timeOfDay.getAsLong())));
        }
        super.processWatermarkStatus(status);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.clear();
        if (windows.sizeMillis() > 0 && youngest != PublicationTime.UNKNOWN) {
            state.add(youngest);
        }
    }
}
