package dev.midstream.job.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.midstream.DeadLetter;
import dev.midstream.engine.Batching;
import dev.midstream.evaluation.classes.ClassChoice;
import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.evaluation.panel.PanelLayout;
import dev.midstream.evaluation.panel.PointPanel;
import dev.midstream.evaluation.reference.Reference;
import dev.midstream.job.intake.ConsumedRecord;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.intake.Intake;
import dev.midstream.job.intake.LabelledImage;
import dev.midstream.job.intake.LargerInputs;
import dev.midstream.job.intake.ModelChange;
import dev.midstream.job.intake.ModelInput;
import dev.midstream.job.intake.ModelLocations;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.job.progress.Progress;
import dev.midstream.job.rollout.LocalRollouts;
import dev.midstream.job.scoring.FakeScorer.Scoring;
import dev.midstream.schemas.wire.AvroWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

final class ScoringOperatorTest {
    private static final int BATCH = 4;

    @Test
    void processElement_fullBatch_scoredAtOnceAndInOrder() throws Exception {
        try (var harness = harness(ScoringOperatorTest::sumOfPixels)) {
            harness.open();
            process(harness, 0, 3);
            assertThat(harness.extractOutputValues()).isEmpty();
            process(harness, 3, 9);
            assertThat(numbers(harness)).containsExactlyElementsOf(range(8));
            process(harness, 9, 12);
            assertThat(numbers(harness)).containsExactlyElementsOf(range(12));
        }
    }

    @Test
    void processElement_severalPoints_theirLogits() throws Exception {
        try (var harness = harness(ScoringOperatorTest::sumOfPixels)) {
            harness.open();
            process(harness, 0, 4);
            // Point p answers 10 p + pixel for both classes.
            assertThat(harness.extractOutputValues().get(3).answers().get(0).logits())
                    .containsExactly(3, 3, 13, 13);
        }
    }

    @Test
    void processElement_modelsOfOneAndThreeChannels_scoreTheSameImages() throws Exception {
        List<ScoringPlan> plans = List.of(plan("grey", 1), plan("colour", 3));
        try (var harness =
                harness(
                        plans,
                        plan ->
                                FakeScorer.of(
                                        (pixels, images) ->
                                                firstValues(
                                                        pixels,
                                                        images,
                                                        plan.input().channels())))) {
            harness.open();
            for (int i = 0; i < BATCH; i++) {
                harness.processElement1(image(i, (byte) 200, (byte) 100, (byte) 50), 0);
            }

            assertThat(harness.extractOutputValues())
                    .hasSize(BATCH)
                    .allSatisfy(
                            scored ->
                                    assertThat(scored.answers())
                                            .extracting(
                                                    answer -> answer.panel().modelId(),
                                                    answer -> answer.logits()[0])
                                            // Pillow's L of (200, 100, 50) is 124.
                                            .containsExactly(
                                                    tuple("grey", 124f), tuple("colour", 200f)));
        }
    }

    private static float[] firstValues(byte[] pixels, int images, int channels) {
        float[] logits = new float[2 * images * 2];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = pixels[i / 2 % images * channels] & 0xff;
        }
        return logits;
    }

    @Test
    void processElement_linger_scoresWhatWaits() throws Exception {
        try (var harness = harness(ScoringOperatorTest::sumOfPixels)) {
            harness.open();
            harness.setProcessingTime(100);
            process(harness, 0, 2);
            harness.setProcessingTime(119);
            assertThat(numbers(harness)).isEmpty();
            harness.setProcessingTime(120);
            assertThat(numbers(harness)).containsExactly(0, 1);
        }
    }

    @Test
    void processElement_lingerOfAnEarlierBatch_leavesTheNextAlone() throws Exception {
        try (var harness = harness(ScoringOperatorTest::sumOfPixels)) {
            harness.open();
            harness.setProcessingTime(100);
            process(harness, 0, 4);
            harness.setProcessingTime(110);
            process(harness, 4, 5);
            harness.setProcessingTime(120);
            assertThat(numbers(harness)).hasSize(4);
            harness.setProcessingTime(130);
            assertThat(numbers(harness)).hasSize(5);
        }
    }

    @Test
    void prepareSnapshotPreBarrier_imagesWait_scoredBeforeTheBarrier() throws Exception {
        try (var harness = harness(ScoringOperatorTest::sumOfPixels)) {
            harness.open();
            process(harness, 0, 3);
            harness.prepareSnapshotPreBarrier(1);
            assertThat(numbers(harness)).containsExactlyElementsOf(range(3));
        }
    }

    @Test
    void processWatermark_imagesWait_followsThemAndDoesNotCutTheBatch() throws Exception {
        try (var harness = harness(ScoringOperatorTest::sumOfPixels)) {
            harness.open();
            harness.processWatermark2(new Watermark(20));
            process(harness, 0, 2);
            harness.processWatermark1(new Watermark(7));
            assertThat(harness.getOutput()).isEmpty();
            process(harness, 2, 3);
            harness.processWatermark1(new Watermark(8));
            process(harness, 3, 5);
            // The fifth came after both.
            assertThat(harness.getOutput()).hasSize(BATCH + 1).last().isEqualTo(new Watermark(8));
            harness.processWatermark1(new Watermark(9));
            assertThat(harness.getOutput()).hasSize(BATCH + 1);
            harness.setProcessingTime(1000);
            assertThat(harness.getOutput()).hasSize(BATCH + 3).last().isEqualTo(new Watermark(9));
        }
    }

    @Test
    void processWatermark_noImageWaits_goesOnAtOnce() throws Exception {
        try (var harness = harness(ScoringOperatorTest::sumOfPixels)) {
            harness.open();
            harness.processWatermark2(new Watermark(8));
            harness.processWatermark1(new Watermark(7));
            assertThat(harness.getOutput()).containsExactly(new Watermark(7));
        }
    }

    @Test
    void processWatermarkStatus_imagesWait_scoredBeforeTheStreamIsIdle() throws Exception {
        try (var harness = harness(ScoringOperatorTest::sumOfPixels)) {
            harness.open();
            harness.processWatermark2(new Watermark(8));
            process(harness, 0, 2);
            harness.processWatermark1(new Watermark(7));
            harness.processWatermarkStatus2(WatermarkStatus.IDLE);
            harness.processWatermarkStatus1(WatermarkStatus.IDLE);
            assertThat(numbers(harness)).containsExactlyElementsOf(range(2));
            assertThat(harness.getOutput())
                    .containsSubsequence(new Watermark(7), WatermarkStatus.IDLE)
                    .last()
                    .isEqualTo(WatermarkStatus.IDLE);
        }
    }

    @Test
    void endInput_imagesWait_scored() throws Exception {
        try (var harness = harness(ScoringOperatorTest::sumOfPixels)) {
            harness.open();
            process(harness, 0, 5);
            harness.endInput1();
            assertThat(numbers(harness)).containsExactlyElementsOf(range(5));
        }
    }

    @Test
    void open_modelAnswersTooLittle_saysSo() throws Exception {
        try (var harness = harness((pixels, images) -> new float[images])) {
            assertThatThrownBy(harness::open)
                    .hasMessage(
                            "Cannot score with the model in /models/m: it answers 1 logits where"
                                    + " its manifest promises 4. Export the model again.");
        }
    }

    @Test
    void processElement_logitThatIsNotFinite_deadLetterForThatImageAlone() throws Exception {
        try (var harness = harness(ScoringOperatorTest::notANumberForTwo)) {
            harness.open();
            process(harness, 0, 4);
            assertThat(numbers(harness)).containsExactly(0, 1, 3);
            DeadLetter letter = letters(harness).get(0);
            assertThat(letters(harness)).hasSize(1);
            assertThat(letter.getReason()).isEqualTo("Point c of model m answers NaN for class 1.");
            assertThat(letter.getFault()).isEqualTo("NON_FINITE_LOGITS");
            assertThat(letter.getOffset()).isEqualTo(2);
            assertThat(letter.getTopic()).isEqualTo("images");
            assertThat(letter.getImage().getModelId()).isEqualTo("m");
            assertThat(letter.getImage().getRunId()).isNotBlank();
            assertThat(letter.getImage().getImageId()).isNotBlank();
        }
    }

    @Test
    void processElement_engineFailsWithOneImage_theOthersAreScored() throws Exception {
        try (var harness = harness(ScoringOperatorTest::failsWithTwo)) {
            harness.open();
            process(harness, 0, 4);
            assertThat(numbers(harness)).containsExactly(0, 1, 3);
            assertThat(letters(harness))
                    .extracting(DeadLetter::getFault, DeadLetter::getReason)
                    .containsExactly(
                            tuple(
                                    "SCORING_FAILED",
                                    "The model m cannot score the image: no twos."));
        }
    }

    @Test
    void processElement_engineFailsWithAnyImage_theJobRestarts() throws Exception {
        Broken scoring = new Broken();
        try (var harness = harness(scoring)) {
            harness.open();
            Broken.broken = true;
            process(harness, 0, 3);
            assertThatThrownBy(() -> process(harness, 3, 4))
                    .hasMessage(
                            "Cannot score with m: the engine fails with any image: out of order.");
        } finally {
            Broken.broken = false;
        }
    }

    @Test
    void open_everyMinute_saysWhatWasScored() throws Exception {
        LocalRollouts rollouts = new LocalRollouts(1);
        try (var harness =
                ScoringHarness.of(
                        setup(
                                List.of(plan("m", 1)),
                                ignored -> FakeScorer.of(ScoringOperatorTest::sumOfPixels)),
                        rollouts,
                        1,
                        0)) {
            harness.open();
            harness.setProcessingTime(30_000);
            // Published at 0, as Kafka says.
            process(harness, 0, BATCH);
            harness.setProcessingTime(60_000);
            harness.setProcessingTime(120_000);
            process(harness, 0, 1);
            harness.endInput1();

            assertThat(rollouts.progress())
                    .containsExactly(
                            new Progress(60_000, BATCH, 1, 30_000, List.of("m")),
                            new Progress(60_000, 0, 0, Progress.UNKNOWN, List.of("m")),
                            new Progress(0, 1, 1, 120_000, List.of("m")));
        }
    }

    @Test
    void processElement_imageTime_goesOnWithTheImage() throws Exception {
        try (var harness = harness(ScoringOperatorTest::sumOfPixels)) {
            harness.open();
            for (int i = 0; i < 4; i++) {
                harness.processElement1(image(i), 1000 + i);
            }
            assertThat(harness.getOutput())
                    .extracting(record -> ((StreamRecord<?>) record).getTimestamp())
                    .containsExactly(1000L, 1001L, 1002L, 1003L);
        }
    }

    private static TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage>
            harness(Scoring scoring) throws Exception {
        return harness(List.of(plan("m", 1)), ignored -> FakeScorer.of(scoring));
    }

    private static ScoringPlan plan(String id, int channels) {
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

    private static TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage>
            harness(List<ScoringPlan> plans, ScorerOpener opener) throws Exception {
        return ScoringHarness.of(setup(plans, opener));
    }

    private static ScoringSetup setup(List<ScoringPlan> plans, ScorerOpener opener) {
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

    private static float[] sumOfPixels(byte[] pixels, int images) {
        float[] logits = new float[2 * images * 2];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = 10f * (i / (2 * images)) + pixels[i / 2 % images];
        }
        return logits;
    }

    private static float[] notANumberForTwo(byte[] pixels, int images) {
        float[] logits = sumOfPixels(pixels, images);
        for (int i = 0; i < images; i++) {
            if (pixels[i] == 2) {
                logits[(images + i) * 2 + 1] = Float.NaN;
            }
        }
        return logits;
    }

    private static float[] failsWithTwo(byte[] pixels, int images) {
        for (int i = 0; i < images; i++) {
            if (pixels[i] == 2) {
                throw new IllegalStateException("no twos");
            }
        }
        return sumOfPixels(pixels, images);
    }

    /** Scores until it is told not to; the operator holds a copy of it. */
    private static final class Broken implements Scoring {
        private static final long serialVersionUID = 1L;
        private static volatile boolean broken;

        @Override
        public float[] score(byte[] pixels, int images) {
            if (broken) {
                throw new IllegalStateException("out of order");
            }
            return sumOfPixels(pixels, images);
        }
    }

    private static void process(
            TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness,
            int from,
            int to)
            throws Exception {
        for (int i = from; i < to; i++) {
            harness.processElement1(image(i), 0);
        }
    }

    private static LabelledImage image(int number) {
        // Grey, as images are shown to a model of one channel.
        return image(number, (byte) number, (byte) number, (byte) number);
    }

    private static LabelledImage image(int number, byte... pixels) {
        return new LabelledImage(
                new ImageContext("run", Integer.toString(number), "noise", "none", 0, 0, -1),
                new ConsumedRecord("images", 0, number, 0, null, null),
                0,
                pixels);
    }

    private static List<DeadLetter> letters(
            TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness)
            throws Exception {
        List<DeadLetter> letters = new ArrayList<>();
        for (StreamRecord<KafkaMessage> letter : harness.getSideOutput(Intake.DEAD_LETTERS)) {
            letters.add(AvroWire.of(DeadLetter.class).decode(letter.getValue().value()));
        }
        return letters;
    }

    private static List<Integer> numbers(
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

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }
}
