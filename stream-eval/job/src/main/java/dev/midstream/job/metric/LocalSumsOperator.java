package dev.midstream.job.metric;

import dev.midstream.job.eventtime.PublicationTime;
import dev.midstream.job.eventtime.Windows;
import dev.midstream.job.scoring.ScoredImage;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Pre-aggregates the outcomes of a subtask before they are sent to the keyed sums, which takes a
 * few records per interval instead of several per image.
 *
 * <p>Sums are emitted at an interval, before every checkpoint barrier, before a watermark that ends
 * one of their windows, and at the end of the input. Therefore the operator has no state.
 */
public final class LocalSumsOperator extends AbstractStreamOperator<WindowedDelta>
        implements OneInputStreamOperator<ScoredImage, WindowedDelta>, BoundedOneInput {
    static final String UNCOUNTED = "midstream_images_of_other_classes_total";

    private static final long serialVersionUID = 1L;

    private final long intervalMillis;
    private final Windows windows;

    private transient LocalSums sums;
    private transient Counter uncounted;
    private transient boolean due;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before anything else.
    public LocalSumsOperator(Duration interval, Windows windows) {
        this.intervalMillis = interval.toMillis();
        this.windows = windows;
    }

    @Override
    public void open() throws Exception {
        super.open();
        sums = new LocalSums();
        uncounted = getMetricGroup().counter(UNCOUNTED);
    }

    @Override
    public void processElement(StreamRecord<ScoredImage> element) {
        if (!sums.add(element.getValue(), windows.startOf(PublicationTime.of(element)))) {
            uncounted.inc();
        }
        if (sums.isFull()) {
            flush();
        } else if (!due) {
            due = true;
            long time = getProcessingTimeService().getCurrentProcessingTime() + intervalMillis;
            ScheduledFuture<?> unused =
                    getProcessingTimeService()
                            .registerTimer(
                                    time,
                                    now -> {
                                        due = false;
                                        flush();
                                    });
        }
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        // Sums of a window that does not end yet may follow the watermark.
        if (windows.lastMoment(sums.earliestWindow()) <= watermark.getTimestamp()) {
            flush();
        }
        super.processWatermark(watermark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
    }

    @Override
    public void endInput() {
        flush();
    }

    private void flush() {
        sums.drain(delta -> output.collect(new StreamRecord<>(delta)));
    }
}
