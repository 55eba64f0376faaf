package dev.midstream.job.eventtime;

import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.RelativeClock;

/**
 * The watermark of one partition: the youngest image so far, less the out-of-orderness.
 *
 * <p>A partition that has been silent for a window and the out-of-orderness holds the others back
 * no longer. Its event time then moves on by as long as it was silent, so that its last window ends
 * too: of a stream that pauses, all figures are seen. It moves on once more when that window takes
 * no late images any longer, and then stands still, since Flink logs each change between idle and
 * active.
 *
 * <p>A publisher whose clock is ahead does not take the watermark beyond the time of day.
 */
final class PartitionWatermarks<T> implements WatermarkGenerator<T> {
    private final Windows windows;
    private final LongSupplier timeOfDay;
    // Stands still while the partition is not read because the job is busy.
    private final RelativeClock activity;
    private long youngest = PublicationTime.UNKNOWN;
    private long lastActive;
    // The silence in milliseconds after which event time moves on.
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
