package dev.midstream.job.eventtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.ManualClock;
import org.junit.jupiter.api.Test;

/** Windows of ten seconds, two seconds of out-of-orderness; the time of day is 1,000,000 ms. */
final class PartitionWatermarksTest {
    private final ManualClock activity = new ManualClock();
    private final Output output = new Output();
    private final PartitionWatermarks<String> watermarks =
            new PartitionWatermarks<>(new Windows(10_000, 2000, 0), () -> 1_000_000, activity);

    @Test
    void onPeriodicEmit_afterImages_youngestLessOutOfOrderness() {
        image(50_000);
        image(30_000);
        watermarks.onPeriodicEmit(output);
        assertThat(output.seen).containsExactly("47999");
    }

    @Test
    void onPeriodicEmit_noImageYet_idleAfterPatience() {
        pass(11_999);
        watermarks.onPeriodicEmit(output);
        assertThat(output.seen).isEmpty();
        pass(1);
        watermarks.onPeriodicEmit(output);
        assertThat(output.seen).containsExactly("idle");
    }

    @Test
    void onPeriodicEmit_silentForPatience_endsTheLastWindow() {
        image(50_000);
        pass(11_999);
        watermarks.onPeriodicEmit(output);
        pass(1);
        watermarks.onPeriodicEmit(output);
        // The window of the image ends at 60,000.
        assertThat(output.seen).containsExactly("47999", "59999", "idle");
    }

    @Test
    void onPeriodicEmit_silentForLong_idleOnce() {
        image(50_000);
        for (int i = 0; i < 1000; i++) {
            pass(100);
            watermarks.onPeriodicEmit(output);
        }
        assertThat(output.seen.stream().filter("idle"::equals)).hasSize(1);
        assertThat(output.seen).endsWith("59999", "idle");
    }

    @Test
    void onPeriodicEmit_lateImagesAllowed_movesOnOnceMoreWhenTheyAreNot() {
        PartitionWatermarks<String> lenient =
                new PartitionWatermarks<>(
                        new Windows(10_000, 2000, 5000), () -> 1_000_000, activity);
        lenient.onEvent("image", 50_000, output);
        for (int i = 0; i < 100; i++) {
            pass(1000);
            lenient.onPeriodicEmit(output);
        }
        // The window of the image ends at 60,000 and takes late images until 65,000.
        assertThat(output.seen).endsWith("59999", "idle", "64999", "idle");
    }

    @Test
    void onEvent_afterSilence_activeAgain() {
        image(50_000);
        pass(12_000);
        watermarks.onPeriodicEmit(output);
        image(62_500);
        watermarks.onPeriodicEmit(output);
        assertThat(output.seen).containsExactly("59999", "idle", "60499");
    }

    @Test
    void onEvent_clockOfPublisherAhead_notBeyondTheTimeOfDay() {
        image(5_000_000);
        watermarks.onPeriodicEmit(output);
        assertThat(output.seen).containsExactly("997999");
    }

    @Test
    void onEvent_recordWithoutTime_changesNothing() {
        image(50_000);
        image(PublicationTime.UNKNOWN);
        watermarks.onPeriodicEmit(output);
        assertThat(output.seen).containsExactly("47999");
    }

    private void image(long time) {
        watermarks.onEvent("image", time, output);
    }

    private void pass(long millis) {
        activity.advanceTime(Duration.ofMillis(millis));
    }

    private static final class Output implements WatermarkOutput {
        private final List<String> seen = new ArrayList<>();

        @Override
        public void emitWatermark(Watermark watermark) {
            seen.add(Long.toString(watermark.getTimestamp()));
        }

        @Override
        public void markIdle() {
            seen.add("idle");
        }

        @Override
        public void markActive() {
            seen.add("active");
        }
    }
}
