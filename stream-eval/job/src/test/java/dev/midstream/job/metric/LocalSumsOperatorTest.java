package dev.midstream.job.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.metric.PointPanel.Ensemble;
import dev.midstream.job.scoring.ScoredImage;
import dev.midstream.metrics.ClassificationAccumulator;
import dev.midstream.metrics.Outcome;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

final class LocalSumsOperatorTest {
    private static final float[] LOGITS = {1, 2, 3, 9, 0, 0};

    @Test
    void processElement_twoPointsAndEnsemble_aSumEachAndLabelKind() throws Exception {
        try (var harness = harness(Ensemble.INCLUDED)) {
            harness.open();
            harness.processElement(image(2, 0), 0);
            harness.processElement(image(1, ImageContext.NO_LABEL), 0);
            harness.prepareSnapshotPreBarrier(1);
            assertThat(harness.extractOutputValues())
                    .containsExactlyInAnyOrder(
                            delta("a", LabelKind.OBSERVED, sums(LOGITS, 0, 2, 1)),
                            delta("b", LabelKind.OBSERVED, sums(LOGITS, 3, 2, 1)),
                            delta(
                                    "ensemble",
                                    LabelKind.OBSERVED,
                                    sums(new float[] {5, 1, 1.5f}, 0, 2, 1)),
                            delta("a", LabelKind.TRUE, sums(LOGITS, 0, 0)),
                            delta("b", LabelKind.TRUE, sums(LOGITS, 3, 0)),
                            delta(
                                    "ensemble",
                                    LabelKind.TRUE,
                                    sums(new float[] {5, 1, 1.5f}, 0, 0)));
        }
    }

    @Test
    void processElement_noEnsemble_pointsAlone() throws Exception {
        try (var harness = harness(Ensemble.EXCLUDED)) {
            harness.open();
            harness.processElement(image(2, ImageContext.NO_LABEL), 0);
            harness.endInput();
            assertThat(harness.extractOutputValues())
                    .extracting(delta -> delta.key().getPointId())
                    .containsExactly("a", "b");
        }
    }

    @Test
    void processElement_interval_flushesOncePerInterval() throws Exception {
        try (var harness = harness(Ensemble.EXCLUDED)) {
            harness.open();
            harness.setProcessingTime(100);
            harness.processElement(image(2, ImageContext.NO_LABEL), 0);
            harness.setProcessingTime(599);
            harness.processElement(image(2, ImageContext.NO_LABEL), 0);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.setProcessingTime(600);
            assertThat(harness.extractOutputValues())
                    .extracting(delta -> delta.sums().count())
                    .containsExactly(2L, 2L);
            harness.setProcessingTime(5000);
            assertThat(harness.extractOutputValues()).hasSize(2);
        }
    }

    @Test
    void processWatermark_last_flushesBefore() throws Exception {
        try (var harness = harness(Ensemble.EXCLUDED)) {
            harness.open();
            harness.processElement(image(2, ImageContext.NO_LABEL), 0);
            harness.processWatermark(Watermark.MAX_WATERMARK);
            assertThat(harness.getOutput()).hasSize(3).last().isEqualTo(Watermark.MAX_WATERMARK);
        }
    }

    private static OneInputStreamOperatorTestHarness<ScoredImage, MetricDelta> harness(
            Ensemble ensemble) throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new LocalSumsOperator(
                        new PointPanel("model", List.of("a", "b"), ensemble, 3),
                        Duration.ofMillis(500)));
    }

    private static ScoredImage image(int label, int trueLabel) {
        return new ScoredImage(
                new ImageContext("run", "image", "noise", "none", 0, label, trueLabel), LOGITS);
    }

    private static MetricDelta delta(
            String point, LabelKind kind, ClassificationAccumulator accumulator) {
        return new MetricDelta(
                new MetricKey("run", "model", point, "noise", "none", 0, kind),
                accumulator.toSums());
    }

    private static ClassificationAccumulator sums(float[] logits, int offset, int... labels) {
        ClassificationAccumulator accumulator = new ClassificationAccumulator();
        for (int label : labels) {
            accumulator.add(Outcome.of(logits, offset, 3, label));
        }
        return accumulator;
    }
}
