package dev.midstream.job.labels;

import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.panel.JudgedPoint;
import dev.midstream.evaluation.panel.ModelAnswer;
import dev.midstream.evaluation.panel.PointPanel;
import dev.midstream.job.intake.ArrivedLabel;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.scoring.ScoredImage;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;

/**
 * What the kept snapshot of the label join holds. The main method writes one of the present
 * version; those in the test resources are never written again.
 */
final class LabelJoinState {
    static final int MAX_PARALLELISM = 128;
    static final LabelWaiting WAITING = new LabelWaiting(1000, 128 * 2, 128 * 2);

    private LabelJoinState() {}

    public static void main(String[] arguments) throws Exception {
        try (var harness = harness(1, 0)) {
            harness.open();
            harness.processElement1(mapped("waiting", "snow", 4), 77);
            harness.processElement2(new ArrivedLabel("run", "early", 2, 1), 0);
            OperatorSnapshotUtil.writeStateHandle(
                    harness.snapshot(1, 1), Path.of(arguments[0]).toString());
        }
    }

    static KeyedTwoInputStreamOperatorTestHarness<String, ScoredImage, ArrivedLabel, ScoredImage>
            harness(int subtasks, int index) throws Exception {
        return harness(WAITING, subtasks, index);
    }

    static KeyedTwoInputStreamOperatorTestHarness<String, ScoredImage, ArrivedLabel, ScoredImage>
            harness(LabelWaiting waiting) throws Exception {
        return harness(waiting, 1, 0);
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String, ScoredImage, ArrivedLabel, ScoredImage>
            harness(LabelWaiting waiting, int subtasks, int index) throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new LabelJoin(waiting),
                LabelJoin::key,
                LabelJoin::key,
                Types.STRING,
                MAX_PARALLELISM,
                subtasks,
                index);
    }

    /** An image without label, answered by two points. */
    static ScoredImage image(String id, String corruption, int severity) {
        return image(id, corruption, severity, ClassMapping.identity(3));
    }

    /** The same by a model with some classes of five that count, in another order. */
    static ScoredImage mapped(String id, String corruption, int severity) {
        return image(
                id,
                corruption,
                severity,
                ClassMapping.of(5, List.of(4, -1, 0, 2), ClassMapping.Kept.MAPPED));
    }

    private static ScoredImage image(
            String id, String corruption, int severity, ClassMapping mapping) {
        PointPanel panel =
                PointPanel.of(
                        "model",
                        mapping,
                        2,
                        List.of(
                                new JudgedPoint(
                                        "midpoint",
                                        0,
                                        "LINE",
                                        "MIDPOINT",
                                        List.of(0.5, 0.5),
                                        "",
                                        ""),
                                new JudgedPoint(
                                        "ensemble",
                                        JudgedPoint.ENSEMBLE_ROW,
                                        "",
                                        "",
                                        List.of(),
                                        "model",
                                        "midpoint")));
        return new ScoredImage(
                new ImageContext(
                        "run",
                        id,
                        "noise",
                        corruption,
                        severity,
                        ImageContext.NO_LABEL,
                        ImageContext.NO_LABEL),
                List.of(new ModelAnswer(panel, new float[] {1, 2, 3, -4, 5.5f, 1e-30f})));
    }
}
