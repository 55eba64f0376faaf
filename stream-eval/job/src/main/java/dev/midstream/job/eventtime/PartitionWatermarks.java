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
 * no longer. Its event time goes on by as much as it was silent, so that its last window ends too:
 * of a stream that pauses, all figures are seen.
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

    PartitionWatermarks(Windows windows, LongSupplier timeOfDay, RelativeClock activity) {
        this.windows = windows;
        this.timeOfDay = timeOfDay;
        this.activity = activity;
        this.lastActive = activity.relativeTimeMillis();
    }

    @Override
    public void onEvent(T event, long timestamp, WatermarkOutput output) {
        lastActive = activity.relativeTimeMillis();
        if (timestamp > youngest) {
            youngest = Math.min(timestamp, Math.max(timeOfDay.getAsLong(), youngest));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        long silent = activity.relativeTimeMillis() - lastActive;
        boolean idle = silent >= windows.patienceMillis();
        if (youngest != PublicationTime.UNKNOWN) {
            long passed = idle ? silent : 0;
            output.emitWatermark(
                    new Watermark(youngest + passed - windows.outOfOrdernessMillis() - 1));
        }
        if (idle) {
            output.markIdle();
        }
    }
}
