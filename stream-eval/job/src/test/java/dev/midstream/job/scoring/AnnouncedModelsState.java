package dev.midstream.job.scoring;

import dev.midstream.engine.Batching;
import dev.midstream.evaluation.classes.ClassChoice;
import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.evaluation.panel.PanelLayout;
import dev.midstream.evaluation.panel.PointPanel;
import dev.midstream.evaluation.reference.Reference;
import dev.midstream.job.intake.ConsumedRecord;
import dev.midstream.job.intake.LabelledImage;
import dev.midstream.job.intake.LargerInputs;
import dev.midstream.job.intake.ModelChange;
import dev.midstream.job.intake.ModelChange.Action;
import dev.midstream.job.intake.ModelInput;
import dev.midstream.job.intake.ModelLocations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;

/**
 * What the kept snapshot of announced models holds. The main method writes one of the present
 * version; those in the test resources are never written again.
 */
final class AnnouncedModelsState {
    private AnnouncedModelsState() {}

    public static void main(String[] arguments) throws Exception {
        try (var harness = harness()) {
            harness.open();
            announce(harness, Action.ADD, "/models/announced", 5);
            announce(harness, Action.ADD, "/models/other", 6);
            announce(harness, Action.DROP, "/models/other", 7);
            announce(harness, Action.DROP, "m", 8);
            OperatorSnapshotUtil.writeStateHandle(
                    harness.snapshot(1, 1), Path.of(arguments[0]).toString());
        }
    }

    private static void announce(
            TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness,
            Action action,
            String model,
            long offset)
            throws Exception {
        byte[] value = {(byte) offset};
        harness.processElement2(
                new StreamRecord<>(
                        new ModelChange(
                                action,
                                model,
                                offset,
                                new ConsumedRecord("models", 0, offset, 77, null, value))));
    }

    static TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness()
            throws Exception {
        return ScoringHarness.of(
                new ScoringSetup(
                        List.of(plan("m"), plan("n")),
                        settings(),
                        new ModelLocations(List.of("/models")),
                        Duration.ofMillis(20),
                        100_000,
                        "job",
                        0,
                        plan -> FakeScorer.of((pixels, images) -> new float[images * 4])));
    }

    private static ScoringSettings settings() {
        return new ScoringSettings(
                PanelChoice.parse("all", List.of("none")),
                new Reference.None(),
                new Batching(4, 1),
                ClassChoice.NONE);
    }

    private static ScoringPlan plan(String id) {
        return new ScoringPlan(
                "/models/" + id,
                new ModelInput(1, 1, 1, 2),
                new PanelLayout(
                        PointPanel.of(id, ClassMapping.identity(2), 2, List.of()), List.of()),
                List.of("a", "c"),
                List.of("zero", "one"),
                new Batching(4, 1),
                LargerInputs.REFUSED,
                "");
    }
}
