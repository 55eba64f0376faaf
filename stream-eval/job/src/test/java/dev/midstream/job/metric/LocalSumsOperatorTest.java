package dev.midstream.job.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.panel.JudgedPoint;
import dev.midstream.evaluation.panel.ModelAnswer;
import dev.midstream.evaluation.panel.PointPanel;
import dev.midstream.evaluation.reference.PointName;
import dev.midstream.evaluation.reference.PointProfile;
import dev.midstream.job.eventtime.Windows;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.scoring.ScoredImage;
import dev.midstream.metrics.Outcome;
import dev.midstream.metrics.PairedSums;
import dev.midstream.metrics.PointAccumulator;
import dev.midstream.metrics.PointAccumulator.LabelState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

final class LocalSumsOperatorTest {
    private static final float[] LOGITS = {1, 2, 3, 9, 0, 0};

    @Test
    void processElement_twoPointsAndEnsemble_aSumEachAndLabelKind() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(image(Ensemble.INCLUDED, 2, 0), 0);
            harness.processElement(image(Ensemble.INCLUDED, 1, ImageContext.NO_LABEL), 0);
            harness.prepareSnapshotPreBarrier(1);
            assertThat(deltas(harness))
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
    void processElement_labelOfAClassThatTheAnswersLack_isCountedAndLeftOut() throws Exception {
        ClassMapping some = ClassMapping.of(3, List.of(0, -1, 2), ClassMapping.Kept.MAPPED);
        PointPanel panel =
                PointPanel.of(
                        "m", some, 1, List.of(new JudgedPoint("a", 0, "", "", List.of(), "", "")));
        ModelAnswer answer = new ModelAnswer(panel, new float[] {1, 2});
        try (var harness = harness()) {
            harness.open();
            for (int label : new int[] {2, 1, 0}) {
                ImageContext context = context(label, ImageContext.NO_LABEL);
                harness.processElement(new ScoredImage(context, List.of(answer)), 0);
            }
            harness.processElement(new ScoredImage(context(0, 1), List.of(answer)), 0);
            harness.endInput();

            assertThat(deltas(harness)).hasSize(1);
            assertThat(deltas(harness).get(0).sums().classification().count()).isEqualTo(2);
            assertThat(deltas(harness).get(0).sums().classification().correct()).isEqualTo(1);
        }
    }

    @Test
    void processElement_severalPointsAndLabels_everyImageStandsForOne() throws Exception {
        try (var harness = harness()) {
            harness.open();
            for (int i = 0; i < 5; i++) {
                harness.processElement(image(Ensemble.INCLUDED, 2, 0), 0);
            }
            harness.processElement(image(Ensemble.INCLUDED, 2, ImageContext.NO_LABEL), 0);
            harness.endInput();
            assertThat(harness.extractOutputValues()).hasSize(6);
            assertThat(
                            harness.extractOutputValues().stream()
                                    .mapToLong(WindowedDelta::images)
                                    .sum())
                    .isEqualTo(6);
        }
    }

    @Test
    void processElement_noEnsemble_pointsAlone() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(image(Ensemble.EXCLUDED, 2, ImageContext.NO_LABEL), 0);
            harness.endInput();
            assertThat(deltas(harness))
                    .extracting(delta -> delta.key().getPointId())
                    .containsExactly("a", "b");
        }
    }

    @Test
    void processElement_interval_flushesOncePerInterval() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.setProcessingTime(100);
            harness.processElement(image(Ensemble.EXCLUDED, 2, ImageContext.NO_LABEL), 0);
            harness.setProcessingTime(599);
            harness.processElement(image(Ensemble.EXCLUDED, 2, ImageContext.NO_LABEL), 0);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.setProcessingTime(600);
            assertThat(deltas(harness))
                    .extracting(delta -> delta.sums().classification().count())
                    .containsExactly(2L, 2L);
            harness.setProcessingTime(5000);
            assertThat(harness.extractOutputValues()).hasSize(2);
        }
    }

    @Test
    void processWatermark_last_flushesBefore() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(image(Ensemble.EXCLUDED, 2, ImageContext.NO_LABEL), 0);
            harness.processWatermark(Watermark.MAX_WATERMARK);
            assertThat(harness.getOutput()).hasSize(3).last().isEqualTo(Watermark.MAX_WATERMARK);
        }
    }

    @Test
    void processElement_pointOfAnotherModelAsReference_comparedOnTheSameImages() throws Exception {
        PointPanel reference = panel("old", Ensemble.EXCLUDED, "", "");
        PointPanel compared = panel("new", Ensemble.EXCLUDED, "old", "b");
        try (var harness = harness()) {
            harness.open();
            // Of three classes, "b" of the old model answers 0.
            for (float[] logits : new float[][] {{9, 0, 0, 0, 9, 0}, {0, 9, 0, 0, 9, 0}}) {
                ScoredImage image =
                        new ScoredImage(
                                context(1, ImageContext.NO_LABEL),
                                List.of(
                                        new ModelAnswer(compared, logits),
                                        new ModelAnswer(reference, LOGITS)));
                harness.processElement(image, 0);
            }
            // Without the reference's answer nothing can be compared.
            harness.processElement(
                    new ScoredImage(
                            context(1, ImageContext.NO_LABEL),
                            List.of(new ModelAnswer(compared, LOGITS))),
                    0);
            harness.endInput();
            assertThat(deltas(harness))
                    .extracting(
                            delta -> delta.key().getModelId(),
                            delta -> delta.key().getPointId(),
                            delta -> delta.sums().classification().count(),
                            delta -> delta.sums().paired())
                    .containsExactlyInAnyOrder(
                            tuple("new", "a", 3L, new PairedSums(1, 0, 1)),
                            tuple("new", "b", 3L, new PairedSums(2, 0, 2)),
                            tuple("old", "a", 2L, PairedSums.EMPTY),
                            tuple("old", "b", 2L, PairedSums.EMPTY));
        }
    }

    @Test
    void processElement_twoWindows_keptApart() throws Exception {
        try (var harness = harness()) {
            harness.open();
            for (long time : new long[] {999, 1000, 1999, 0}) {
                harness.processElement(image(Ensemble.EXCLUDED, 2, ImageContext.NO_LABEL), time);
            }
            harness.processWatermark(998);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.processWatermark(999);
            assertThat(harness.extractOutputValues())
                    .extracting(
                            WindowedDelta::windowStart,
                            delta -> delta.delta().key().getPointId(),
                            delta -> delta.delta().sums().classification().count())
                    .containsExactlyInAnyOrder(
                            tuple(0L, "a", 2L),
                            tuple(0L, "b", 2L),
                            tuple(1000L, "a", 2L),
                            tuple(1000L, "b", 2L));
        }
    }

    private static List<MetricDelta> deltas(
            OneInputStreamOperatorTestHarness<ScoredImage, WindowedDelta> harness) {
        return harness.extractOutputValues().stream().map(WindowedDelta::delta).toList();
    }

    private static OneInputStreamOperatorTestHarness<ScoredImage, WindowedDelta> harness()
            throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new LocalSumsOperator(Duration.ofMillis(500), new Windows(1000, 0, 0)));
    }

    private enum Ensemble {
        INCLUDED,
        EXCLUDED
    }

    private static ScoredImage image(Ensemble ensemble, int label, int trueLabel) {
        PointPanel panel = panel("model", ensemble, "model", "a");
        return new ScoredImage(context(label, trueLabel), List.of(new ModelAnswer(panel, LOGITS)));
    }

    private static ImageContext context(int label, int trueLabel) {
        return new ImageContext("run", "image", "noise", "none", 0, label, trueLabel);
    }

    private static PointPanel panel(
            String modelId, Ensemble ensemble, String referenceModel, String reference) {
        List<JudgedPoint> judged = new ArrayList<>();
        for (String id : List.of("a", "b", "ensemble")) {
            boolean itself = modelId.equals(referenceModel) && id.equals(reference);
            String compared = itself ? "" : reference;
            judged.add(
                    new JudgedPoint(
                            id, judged.size(), "", "", List.of(), referenceModel, compared));
        }
        JudgedPoint last = judged.remove(2);
        if (ensemble == Ensemble.INCLUDED) {
            judged.add(
                    new JudgedPoint(
                            last.pointId(),
                            JudgedPoint.ENSEMBLE_ROW,
                            "",
                            "",
                            List.of(),
                            referenceModel,
                            reference));
        }
        return PointPanel.of(modelId, ClassMapping.identity(3), 2, judged);
    }

    private static MetricDelta delta(String point, LabelKind kind, PointAccumulator accumulator) {
        MetricKey key = new MetricKey("run", "model", point, "noise", "none", 0, kind);
        Optional<PointName> reference =
                point.equals("a") ? Optional.empty() : Optional.of(new PointName("model", "a"));
        return new MetricDelta(
                key, new PointProfile(Optional.empty(), reference), accumulator.toSums());
    }

    /** The sums of two images, of which the first is relabelled, compared with point a. */
    private static PointAccumulator sums(float[] logits, int offset, int... labels) {
        PointAccumulator accumulator = new PointAccumulator();
        for (int label : labels) {
            Outcome outcome = Outcome.of(logits, offset, 3, label);
            accumulator.add(outcome, label == 1 ? LabelState.AS_GIVEN : LabelState.RELABELLED);
            accumulator.compare(outcome, Outcome.of(LOGITS, 0, 3, label));
        }
        return accumulator;
    }
}
