package dev.midstream.job.scoring;

import static dev.midstream.job.scoring.PixelScoring.BATCH;
import static dev.midstream.job.scoring.PixelScoring.harness;
import static dev.midstream.job.scoring.PixelScoring.image;
import static dev.midstream.job.scoring.PixelScoring.numbers;
import static dev.midstream.job.scoring.PixelScoring.plan;
import static dev.midstream.job.scoring.PixelScoring.process;
import static dev.midstream.job.scoring.PixelScoring.range;
import static dev.midstream.job.scoring.PixelScoring.setup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midstream.job.progress.Progress;
import dev.midstream.job.rollout.LocalRollouts;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.junit.jupiter.api.Test;

final class ScoringOperatorTest {
    @Test
    void processElement_fullBatch_scoredAtOnceAndInOrder() throws Exception {
        try (var harness = harness(PixelScoring::sumOfPixels)) {
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
        try (var harness = harness(PixelScoring::sumOfPixels)) {
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
        try (var harness = harness(PixelScoring::sumOfPixels)) {
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
        try (var harness = harness(PixelScoring::sumOfPixels)) {
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
        try (var harness = harness(PixelScoring::sumOfPixels)) {
            harness.open();
            process(harness, 0, 3);
            harness.prepareSnapshotPreBarrier(1);
            assertThat(numbers(harness)).containsExactlyElementsOf(range(3));
        }
    }

    @Test
    void processWatermark_imagesWait_followsThemAndDoesNotCutTheBatch() throws Exception {
        try (var harness = harness(PixelScoring::sumOfPixels)) {
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
        try (var harness = harness(PixelScoring::sumOfPixels)) {
            harness.open();
            harness.processWatermark2(new Watermark(8));
            harness.processWatermark1(new Watermark(7));
            assertThat(harness.getOutput()).containsExactly(new Watermark(7));
        }
    }

    @Test
    void processWatermarkStatus_imagesWait_scoredBeforeTheStreamIsIdle() throws Exception {
        try (var harness = harness(PixelScoring::sumOfPixels)) {
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
        try (var harness = harness(PixelScoring::sumOfPixels)) {
            harness.open();
            process(harness, 0, 5);
            harness.endInput1();
            assertThat(numbers(harness)).containsExactlyElementsOf(range(5));
        }
    }

    @Test
    void open_everyMinute_saysWhatWasScored() throws Exception {
        LocalRollouts rollouts = new LocalRollouts(1);
        try (var harness =
                ScoringHarness.of(
                        setup(
                                List.of(plan("m", 1)),
                                ignored -> FakeScorer.of(PixelScoring::sumOfPixels)),
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
        try (var harness = harness(PixelScoring::sumOfPixels)) {
            harness.open();
            for (int i = 0; i < 4; i++) {
                harness.processElement1(image(i), 1000 + i);
            }
            assertThat(harness.getOutput())
                    .extracting(record -> ((StreamRecord<?>) record).getTimestamp())
                    .containsExactly(1000L, 1001L, 1002L, 1003L);
        }
    }
}
