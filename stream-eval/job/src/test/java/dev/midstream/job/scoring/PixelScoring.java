package dev.midstream.job.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.engine.Batching;
import dev.midstream.evaluation.classes.ClassChoice;
import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.evaluation.panel.PanelLayout;
import dev.midstream.evaluation.panel.PointPanel;
import dev.midstream.evaluation.reference.Reference;
import dev.midstream.job.intake.ConsumedRecord;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.intake.LabelledImage;
import dev.midstream.job.intake.LargerInputs;
import dev.midstream.job.intake.ModelChange;
import dev.midstream.job.intake.ModelInput;
import dev.midstream.job.intake.ModelLocations;
import dev.midstream.job.scoring.FakeScorer.Scoring;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;

/** Operators that score images of one pixel, whose logits say which image it was. */
final class PixelScoring {
    static final int BATCH = 4;

    private PixelScoring() {}

    static TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness(
            Scoring scoring) throws Exception {
        return harness(List.of(plan("m", 1)), ignored -> FakeScorer.of(scoring));
    }

    static ScoringPlan plan(String id, int channels) {
        return new ScoringPlan(
                "/models/" + id,
                new ModelInput(1, 1, channels, 2),
                new PanelLayout(
                        PointPanel.of(id, ClassMapping.identity(2), 2, List.of()), List.of()),
                List.of("a", "c"),
                List.of("zero", "one"),
                new Batching(BATCH, 1),
                LargerInputs.REFUSED,
                "");
    }

    static TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness(
            List<ScoringPlan> plans, ScorerOpener opener) throws Exception {
        return ScoringHarness.of(setup(plans, opener));
    }

    static ScoringSetup setup(List<ScoringPlan> plans, ScorerOpener opener) {
        ScoringSettings settings =
                new ScoringSettings(
                        PanelChoice.parse("all", List.of("none")),
                        new Reference.None(),
                        new Batching(BATCH, 1),
                        ClassChoice.NONE);
        return new ScoringSetup(
                plans,
                settings,
                new ModelLocations(List.of("/models")),
                Duration.ofMillis(20),
                100_000,
                "job",
                0,
                opener);
    }

    static float[] sumOfPixels(byte[] pixels, int images) {
        float[] logits = new float[2 * images * 2];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = 10f * (i / (2 * images)) + pixels[i / 2 % images];
        }
        return logits;
    }

    static void process(
            TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness,
            int from,
            int to)
            throws Exception {
        for (int i = from; i < to; i++) {
            harness.processElement1(image(i), 0);
        }
    }

    static LabelledImage image(int number) {
        // Grey, as images are shown to a model of one channel.
        return image(number, (byte) number, (byte) number, (byte) number);
    }

    static LabelledImage image(int number, byte... pixels) {
        return new LabelledImage(
                new ImageContext("run", Integer.toString(number), "noise", "none", 0, 0, -1),
                new ConsumedRecord("images", 0, number, 0, null, null),
                0,
                pixels);
    }

    static List<Integer> numbers(
            TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness) {
        return harness.extractOutputValues().stream()
                .map(
                        image -> {
                            // The pixel went with its context.
                            int number = Integer.parseInt(image.context().imageId());
                            assertThat(image.answers().get(0).logits()[0]).isEqualTo(number);
                            return number;
                        })
                .toList();
    }

    static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }
}
