package dev.midstream.job.eventtime;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** The watermarks of a stream without event time, which does not hold back other streams. */
public final class Untimed<T> implements WatermarkGenerator<T> {
    private Untimed() {}

    /** Returns the watermark strategy of such a stream. */
    public static <T> WatermarkStrategy<T> strategy() {
        return WatermarkStrategy.forGenerator(context -> new Untimed<>());
    }

    @Override
    public void onEvent(T event, long timestamp, WatermarkOutput output) {
        output.markIdle();
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.markIdle();
    }
}
