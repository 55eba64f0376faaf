package dev.midstream.job.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.intake.LabelledImage;
import dev.midstream.job.intake.ModelInput;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
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
    void processElement_selectedPoints_theirLogits() throws Exception {
        try (var harness = harness(ScoringOperatorTest::sumOfPixels)) {
            harness.open();
            process(harness, 0, 4);
            // Point p of three answers 10 p + pixel for both classes; points 0 and 2 are selected.
            assertThat(harness.extractOutputValues().get(3).answers().get(0).logits())
                    .containsExactly(3, 3, 23, 23);
        }
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
    void processWatermark_imagesWait_scoredBeforeTheWatermark() throws Exception {
        try (var harness = harness(ScoringOperatorTest::sumOfPixels)) {
            harness.open();
            process(harness, 0, 2);
            harness.processWatermark(new Watermark(7));
            assertThat(harness.getOutput()).hasSize(3).last().isEqualTo(new Watermark(7));
        }
    }

    @Test
    void endInput_imagesWait_scored() throws Exception {
        try (var harness = harness(ScoringOperatorTest::sumOfPixels)) {
            harness.open();
            process(harness, 0, 5);
            harness.endInput();
            assertThat(numbers(harness)).containsExactlyElementsOf(range(5));
        }
    }

    @Test
    void processElement_modelAnswersTooLittle_saysSo() throws Exception {
        try (var harness = harness((pixels, images) -> new float[images])) {
            harness.open();
            process(harness, 0, 3);
            assertThatThrownBy(() -> process(harness, 3, 4))
                    .hasStackTraceContaining(
                            "Cannot score with the model in /models/m: it answers 4 logits where"
                                    + " its manifest promises 24. Export the model again.");
        }
    }

    private static OneInputStreamOperatorTestHarness<LabelledImage, ScoredImage> harness(
            Scoring scoring) throws Exception {
        ScoringPlan plan =
                new ScoringPlan(
                        "/models/m",
                        new ModelInput(1, 1, 1, 2),
                        PointPanel.of("m", 2, 2, List.of()),
                        List.of(0, 2),
                        3,
                        BATCH,
                        Map.of(),
                        "");
        return new OneInputStreamOperatorTestHarness<>(
                new ScoringOperator(plan, Duration.ofMillis(20), ignored -> scorer(scoring)));
    }

    private interface Scoring extends java.io.Serializable {
        float[] score(byte[] pixels, int images);
    }

    private static BatchScorer scorer(Scoring scoring) {
        return new BatchScorer() {
            @Override
            public float[] score(byte[] pixels, int images) {
                return scoring.score(pixels, images);
            }

            @Override
            public void close() {}
        };
    }

    private static float[] sumOfPixels(byte[] pixels, int images) {
        float[] logits = new float[3 * images * 2];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = 10f * (i / (2 * images)) + pixels[i / 2 % images];
        }
        return logits;
    }

    private static void process(
            OneInputStreamOperatorTestHarness<LabelledImage, ScoredImage> harness, int from, int to)
            throws Exception {
        for (int i = from; i < to; i++) {
            ImageContext context =
                    new ImageContext("run", Integer.toString(i), "noise", "none", 0, 0, -1);
            harness.processElement(new LabelledImage(context, new byte[] {(byte) i}), 0);
        }
    }

    private static List<Integer> numbers(
            OneInputStreamOperatorTestHarness<LabelledImage, ScoredImage> harness) {
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
