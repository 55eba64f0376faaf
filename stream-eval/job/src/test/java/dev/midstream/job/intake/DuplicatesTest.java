package dev.midstream.job.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

final class DuplicatesTest {
    @Test
    void processElement_sameImageWithinTheTime_dropped() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.setStateTtlProcessingTime(0);
            harness.processElement(image("run", "a", "snow", 1), 0);
            harness.setStateTtlProcessingTime(Duration.ofMinutes(59).toMillis());
            harness.processElement(image("run", "a", "snow", 1), 0);
            assertThat(harness.extractOutputValues()).hasSize(1);
            // The time counts from when it came first.
            harness.setStateTtlProcessingTime(Duration.ofMinutes(61).toMillis());
            harness.processElement(image("run", "a", "snow", 1), 0);
            assertThat(harness.extractOutputValues()).hasSize(2);
        }
    }

    @Test
    void processElement_anythingDiffers_kept() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(image("run", "a", "snow", 1), 0);
            harness.processElement(image("run", "a", "snow", 2), 0);
            harness.processElement(image("run", "a", "fog", 1), 0);
            harness.processElement(image("run", "b", "snow", 1), 0);
            harness.processElement(image("runa", "a", "snow", 1), 0);
            harness.processElement(image("ru", "na", "snow", 1), 0);
            assertThat(harness.extractOutputValues()).hasSize(6);
        }
    }

    @Test
    void restore_afterSnapshot_remembers() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            harness.processElement(image("run", "a", "snow", 1), 0);
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            harness.processElement(image("run", "a", "snow", 1), 0);
            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, LabelledImage, LabelledImage>
            harness() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new Duplicates(Duration.ofHours(1))),
                Duplicates::key,
                Types.STRING);
    }

    private static LabelledImage image(String run, String id, String corruption, int severity) {
        return new LabelledImage(
                new ImageContext(run, id, "noise", corruption, severity, 0, -1),
                new ConsumedRecord("images", 0, 0, 0, null, null),
                0,
                new byte[1]);
    }
}
