package dev.midstream.job.eventtime;

import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.RelativeClock;

/**
 * The watermark of one partition: the latest event time so far, less the out-of-orderness.
 *
 * <p>A partition that has been silent for a window and the out-of-orderness becomes idle and no
 * longer holds back others. Its event time then advances by the duration of the silence, so that
 * its last window ends too and all figures of a paused stream are reported. It advances again when
 * that window stops accepting late images, and then not any more, since Flink logs each change
 * between idle and active.
 *
 * <p>The watermark never exceeds the present time, even if the clock of a publisher is ahead.
 */
final class PartitionWatermarks<T> implements WatermarkGenerator<T> {
    private final Windows windows;
    private final LongSupplier timeOfDay;
    // Does not advance while the partition is not read because of backpressure.
    private final RelativeClock activity;
    private long youngest = PublicationTime.UNKNOWN;
    private long lastActive;
    // The silence after which event time advances, in milliseconds.
    private long nextStep;

    PartitionWatermarks(Windows windows, LongSupplier timeOfDay, RelativeClock activity) {
        this.windows = windows;
        this.timeOfDay = timeOfDay;
        this.activity = activity;
        this.lastActive = activity.relativeTimeMillis();
        this.nextStep = windows.patienceMillis();
    }

    @Override
    public void onEvent(T event, long timestamp, WatermarkOutput output) {
        lastActive = activity.relativeTimeMillis();
        nextStep = windows.patienceMillis();
        if (timestamp > youngest) {
            youngest = Math.min(timestamp, Math.max(timeOfDay.getAsLong(), youngest));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        long silent = activity.relativeTimeMillis() - lastActive;
        if (silent < windows.patienceMillis()) {
            emit(0, output);
        } else if (silent >= nextStep) {
            emit(silent, output);
            output.markIdle();
            long forgotten = windows.patienceMillis() + windows.latenessMillis();
            nextStep = nextStep < forgotten ? forgotten : Long.MAX_VALUE;
        }
    }

    private void emit(long passed, WatermarkOutput output) {
        if (youngest != PublicationTime.UNKNOWN) {
            output.emitWatermark(
                    new Watermark(youngest + passed - windows.outOfOrdernessMillis() - 1));
        }
    }
}
