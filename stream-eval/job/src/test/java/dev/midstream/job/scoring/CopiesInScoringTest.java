package dev.midstream.job.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.engine.Batching;
import dev.midstream.evaluation.classes.ClassChoice;
import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.evaluation.panel.PanelLayout;
import dev.midstream.evaluation.panel.PointPanel;
import dev.midstream.evaluation.reference.Reference;
import dev.midstream.job.copies.CopyKey;
import dev.midstream.job.intake.ConsumedRecord;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.intake.Intake;
import dev.midstream.job.intake.LabelledImage;
import dev.midstream.job.intake.LargerInputs;
import dev.midstream.job.intake.ModelChange;
import dev.midstream.job.intake.ModelInput;
import dev.midstream.job.intake.ModelLocations;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** A model that fails on images whose first pixel is {@link #BAD}; batches of two. */
final class CopiesInScoringTest {
    private static final byte BAD = 66;

    @Test
    void processElement1_copy_isNotScored() throws Exception {
        try (var harness = harness()) {
            harness.open();
            process(harness, "a", (byte) 1);
            process(harness, "a", (byte) 1);
            process(harness, "b", (byte) 2);
            process(harness, "b", (byte) 2);
            harness.prepareSnapshotPreBarrier(1);
            assertThat(scored(harness)).containsExactly("a", "b");
        }
    }

    @Test
    void processElement1_copyOfAnImageThatNoModelAnswered_isScored() throws Exception {
        try (var harness = harness()) {
            harness.open();
            process(harness, "a", BAD);
            process(harness, "b", (byte) 2);
            assertThat(harness.getSideOutput(Intake.DEAD_LETTERS)).hasSize(1);
            process(harness, "a", (byte) 1);
            process(harness, "b", (byte) 2);
            process(harness, "a", (byte) 1);
            process(harness, "c", (byte) 3);
            assertThat(scored(harness)).containsExactly("b", "a", "c");
        }
    }

    @Test
    void restore_afterCheckpointWithUnfilledBatch_scoredImagesStayRemembered() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            process(harness, "a", (byte) 1);
            harness.prepareSnapshotPreBarrier(1);
            assertThat(scored(harness)).containsExactly("a");
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            process(harness, "a", (byte) 1);
            process(harness, "b", (byte) 1);
            process(harness, "c", (byte) 1);
            assertThat(scored(harness)).containsExactly("b", "c");
        }
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    Integer, LabelledImage, ModelChange, ScoredImage>
            harness() throws Exception {
        ScoringSettings settings =
                new ScoringSettings(
                        PanelChoice.parse("all", List.of("none")),
                        new Reference.None(),
                        new Batching(2, 1),
                        ClassChoice.NONE);
        ScoringPlan plan =
                new ScoringPlan(
                        "/models/line",
                        new ModelInput(1, 1, 1, 2),
                        new PanelLayout(
                                PointPanel.of("line", ClassMapping.identity(2), 1, List.of()),
                                List.of()),
                        List.of("a"),
                        List.of("zero", "one"),
                        settings.batching(),
                        LargerInputs.REFUSED,
                        "");
        KeyedTwoInputStreamOperatorTestHarness<Integer, LabelledImage, ModelChange, ScoredImage>
                harness =
                        new KeyedTwoInputStreamOperatorTestHarness<>(
                                new ScoringOperator(setup(plan, settings)),
                                new CopyKey(),
                                change -> 0,
                                Types.INT);
        return ScoringHarness.connected(harness);
    }

    private static ScoringSetup setup(ScoringPlan plan, ScoringSettings settings) {
        return new ScoringSetup(
                List.of(plan),
                settings,
                new ModelLocations(List.of("/models")),
                Duration.ofMillis(20),
                100_000,
                "job",
                1000,
                opened -> FakeScorer.of(CopiesInScoringTest::failsOnBad));
    }

    private static float[] failsOnBad(byte[] pixels, int images) {
        for (int i = 0; i < images; i++) {
            if (pixels[i] == BAD) {
                throw new IllegalStateException("bad");
            }
        }
        return new float[2 * images];
    }

    private static void process(
            KeyedTwoInputStreamOperatorTestHarness<Integer, LabelledImage, ModelChange, ScoredImage>
                    harness,
            String id,
            byte pixel)
            throws Exception {
        harness.processElement1(
                new LabelledImage(
                        new ImageContext("run", id, "noise", "none", 0, 0, -1),
                        new ConsumedRecord("images", 0, 0, 0, null, null),
                        0,
                        new byte[] {pixel, pixel, pixel}),
                0);
    }

    private static List<String> scored(
            KeyedTwoInputStreamOperatorTestHarness<Integer, LabelledImage, ModelChange, ScoredImage>
                    harness) {
        return harness.extractOutputValues().stream()
                .map(image -> image.context().imageId())
                .toList();
    }
}
